/** A file to try things with. */
export type Sample = {
  readonly name: string;
  readonly text: string;
  /** Where the caret belongs. */
  readonly mark: string;
};

/** A page with an image that is not there. */
export function samplePage(heading: string, alt: string): Sample {
  const mark = `![${alt}]`;
  return { name: "seedkit-sample.md", text: `# ${heading}\n\n${mark}(images/red-fox.png)\n`, mark };
}

/** A manifest of two images. */
export function sampleManifest(first: string, second: string): Sample {
  const lines = [
    "version: 1",
    "defaults:",
    "  size: 2K",
    "images:",
    "  lighthouse:",
    `    prompt: ${JSON.stringify(first)}`,
    '    aspect_ratio: "16:9"',
    "    output: images/lighthouse.jpg",
    "  red-fox:",
    `    prompt: ${JSON.stringify(second)}`,
    "    output: images/red-fox.jpg",
  ];
  return { name: "seedkit.yaml", text: `${lines.join("\n")}\n`, mark: "images:" };
}
