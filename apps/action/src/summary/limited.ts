const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const byteLength = (text: string): number => encoder.encode(text).length;

/** As many rows as fit into so many bytes; the rest is counted. */
export function fittingRows(
  rows: Iterable<string>,
  bytes: number,
): { readonly rows: readonly string[]; readonly left: number } {
  const kept: string[] = [];
  let used = 0;
  let left = 0;
  for (const row of rows) {
    const size = byteLength(row) + 1;
    if (left === 0 && used + size <= bytes) {
      kept.push(row);
      used += size;
    } else left++;
  }
  return { rows: kept, left };
}
