/** A change of a text: what stood at `offset` for `length` characters became `text`. */
export type Change = { readonly offset: number; readonly length: number; readonly text: string };

/**
 * Where a place is after changes that were made at once, each told as of the text before. What is written exactly
 * there comes behind it; where the text around it went, it stays at what came instead.
 */
export function followPlace(place: number, changes: readonly Change[]): number {
  let moved = 0;
  for (const { offset, length, text } of changes) {
    if (offset >= place) continue;
    if (offset + length <= place) moved += text.length - length;
    // The changes do not overlap: no other reaches over it.
    else moved += offset + text.length - place;
  }
  return place + moved;
}
