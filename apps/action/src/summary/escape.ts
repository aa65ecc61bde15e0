const syntax = /[!-+./:-@[-`{-~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Somebody else's text in Markdown and HTML alike: every character that could mean something is a reference, so no
 * link, picture, tag, mention or table cell comes of it. At most `length` characters of it are shown.
 */
export function escapeMarkdown(text: string, length = 160): string {
  const line = text.replace(controls, " ").trim();
  const characters = [...line];
  const shown = characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : line;
  return shown.replace(syntax, (character) => `&#${character.charCodeAt(0)};`);
}

/** An address we were given by GitHub, as the target of a link. */
export function linkTarget(address: string): string {
  return encodeURI(address).replace(/[()<>"'`|]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
