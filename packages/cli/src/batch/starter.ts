/** The manifest that `batch init` writes: every idea once, and a plan that works at once. */
export const starter = (model: string): string => `# The pictures of this project. Made by: seedkit batch run
# Only what is new or changed is made; seedkit.lock remembers what each file was made from. Commit this
# file, seedkit.lock and the pictures.
#
# For completion while you type: seedkit batch schema > seedkit.schema.json, and this as the first line:
# yaml-language-server: $schema=seedkit.schema.json
version: 1

# What holds for every picture, unless it says otherwise. All fields: seedkit models ${model}
defaults:
  model: ${model}
  size: 2K

images:
  # The id names the picture. Without an output it goes to images/hero.jpg.
  hero:
    prompt: A lighthouse in fog at blue hour, film grain
    aspect_ratio: "16:9"
    tags: [landing]

  # One picture for each combination: icons/sun/day, icons/sun/night, icons/rain/day ...
  icons:
    matrix:
      weather: [sun, rain]
      time: [day, night]
    prompt: Flat weather icon, {weather}, {time} palette, thick lines, plain background
    output: images/icons/{weather}-{time}.webp
    quality: 82
    max_width: 512

  # Several to choose from, each a call of its own; {index} counts them.
  # sketches:
  #   prompt: Pencil sketch of a lighthouse keeper
  #   count: 3
  #   output: images/sketches/{index}.jpg

  # Pictures of your own to start from, relative to this file, and a prompt in a file of its own.
  # night:
  #   prompt_file: prompts/night.txt
  #   image_input: [photos/harbour.jpg]
  #   output: images/night.png
`;
