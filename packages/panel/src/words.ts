/** A duration as people say it: `8 s`, `1 min 4 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest > 0 ? ` ${rest} s` : ""}`;
}

/** `match_input_image` as words: `Match input image`. */
export function words(name: string): string {
  const spaced = name.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Sizes and large numbers of a text of core's, as the rest of the panel writes them. */
export const readable = (text: string): string =>
  text
    .replace(/(\d+)x(\d+)/g, "$1 × $2")
    .replace(/\b\d{5,}\b/g, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ","));

export const pixels = (width: number, height: number): string =>
  width > 0 && height > 0 ? `${width} × ${height}` : "size unknown";
