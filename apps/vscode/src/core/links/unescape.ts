const names: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Text of HTML as it is read. Names that are rare stay as they are. */
export function unescapeHtml(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return names[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** An address of Markdown without the backslashes before punctuation. */
export const withoutBackslashes = (text: string): string => text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");

/** Text of Markdown without backslashes and emphasis. */
export function unescapeMarkdown(text: string): string {
  const plain = text.replaceAll(/\\([!-/:-@[-`{-~])|[*`]|(?<!\w)_|_(?!\w)/g, (_, escaped) => escaped ?? "");
  return unescapeHtml(plain).replaceAll(/\s+/g, " ").trim();
}
