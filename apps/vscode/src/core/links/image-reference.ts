/** A part of a text, in characters from its start. */
export type Range = { readonly start: number; readonly end: number };

/** A place in a document that shows an image. */
export type ImageReference = {
  /** What names the file, without quotes or brackets: an image of Markdown may have it in a definition elsewhere. */
  readonly target: Range;
  /** The whole image: from `![` or `<` to its end. */
  readonly whole: Range;
  /**
   * The file it names: decoded, without query; relative, or from the root with a `/`. Undefined for what is no file
   * of the project.
   */
  readonly path: string | undefined;
  /** The description as it is read. Empty where there is none. */
  readonly alt: string;
  /** px, from attributes. */
  readonly width?: number;
  readonly height?: number;
};
