// What is written between quotes or brackets must not end them, and has to be read back as it was.

/** A path as an address, only as far as it has to be: letters of any script stay readable. */
export function encodePath(path: string): string {
  return path.replaceAll(/[\p{Cc}\s"#%&'()<>?[\\\]^`{|}]/gu, (character) =>
    // encodeURIComponent leaves these three alone.
    "'()".includes(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(character),
  );
}

/** One line: what a caption or an attribute can hold everywhere. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();

export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(/[\\`*[\]<|~]/g, "\\$&")
    // Only at a word's edge is it emphasis, only before a name an entity.
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replaceAll(/&(?=#?\w+;)/g, "\\&");

/** In MDX braces are code. */
export const escapeMdx = (text: string): string => escapeMarkdown(text).replaceAll(/[{}]/g, "\\$&");

export const escapeAttribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The text of an AsciiDoc macro: quoted where a comma would divide it. */
export function escapeAsciidoc(text: string): string {
  const closed = text.replaceAll("]", "\\]");
  return /[,"=]/.test(closed) ? `"${closed.replaceAll('"', '\\"')}"` : closed;
}
