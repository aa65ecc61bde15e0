/** A text from elsewhere on one line, without what would move a terminal's cursor or turn its writing around. */
export function printable(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "");
}
