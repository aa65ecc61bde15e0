/** Texts of different makers as sentences: each ends with its own mark, an address, or a full stop. */
export const sentences = (texts: readonly (string | undefined)[]): string =>
  texts
    .filter((text) => text !== undefined && text !== "")
    .map((text) => (/[.!?:]$|https?:\S+$/.test(text ?? "") ? text : `${text}.`))
    .join(" ");
