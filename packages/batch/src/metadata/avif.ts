import { ascii, indexOf as find } from "./bytes.ts";
import type { MetadataFormat } from "./format.ts";
import type { Look } from "./look.ts";

const opening = ascii("<x:xmpmeta");
const closing = ascii("</x:xmpmeta>");
const pieceBytes = 32_768;
// Far more than a packet can be.
const maxPacket = 16 * 1024 * 1024;

/** An AVIF's packet lies somewhere in it, as it is: XMP is made to be found by its marks. None is written. */
export const avif: MetadataFormat = {
  *read(size) {
    const start = yield* indexOf(opening, 0, size);
    const end = start < 0 ? -1 : yield* indexOf(closing, start, Math.min(size, start + maxPacket));
    return end < 0 ? undefined : new TextDecoder().decode(yield [start, end + closing.length - start]);
  },

  // biome-ignore lint/correctness/useYield: there is nothing to look at
  *write() {
    return [];
  },
};

function* indexOf(mark: Uint8Array, from: number, to: number): Look<number> {
  for (let start = from; start < to; start += pieceBytes) {
    // The mark may lie across two pieces.
    const found = find(yield [start, Math.min(to - start, pieceBytes + mark.length)], mark);
    if (found >= 0) return start + found;
  }
  return -1;
}
