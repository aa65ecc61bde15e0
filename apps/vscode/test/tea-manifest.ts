/** Two entries, three images, and one value that is wrong: 17:9, on line 9. */
export const teaManifest = `version: 1

defaults:
  size: 2K

images:
  hero:
    prompt: Steam over a teapot
    aspect_ratio: "17:9"
  teas:
    matrix:
      tea: [sencha, oolong]
    prompt: A heap of {tea} leaves
    output: images/teas/{tea}
`;
