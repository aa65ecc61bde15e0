import { readHeader } from "@seedkit/core";
import { ascii, joined, tagAt, utf8, view } from "./bytes.ts";
import type { Edit, MetadataFormat, Span } from "./format.ts";
import type { Look } from "./look.ts";
import { decodePacket } from "./read-packet.ts";

const xmpFlag = 0x04;
const alphaFlag = 0x10;

type Chunk = Span & { readonly type: string; readonly length: number };
type File = { readonly chunks: readonly Chunk[]; readonly end: number };

/** XMP in a chunk of the extended format. A simple file becomes an extended one around the same image data. */
export const webp: MetadataFormat = {
  *read(size) {
    const found = (yield* find(size))?.chunks.find(isPacket);
    return found && (yield* textOf(found));
  },

  *write(size, rewrite) {
    const file = yield* find(size);
    const head = file && (yield* extendedHeader(file.chunks));
    if (!file || !head) return [];
    const old = file.chunks.find(isPacket);
    const packet = rewrite(old && (yield* textOf(old)));
    if (packet === undefined) return [];
    const text = {
      ...(old ?? { start: file.end, end: file.end }),
      parts: [chunk("XMP ", utf8(packet))],
    };
    const [first] = file.chunks;
    const headEnd = first && isExtended(first) ? first.end : 12;
    // A second header would contradict the first.
    const extra = file.chunks.slice(1).filter(isExtended);
    const edits: Edit[] = [
      { start: 12, end: headEnd, parts: [head] },
      ...extra.map(({ start, end }) => ({ start, end, parts: [] })),
      text,
    ];
    const grown = edits.reduce(
      (sum, { start, end, parts }) =>
        parts.reduce((total, { length }) => total + length, sum) - (end - start),
      file.end - 8,
    );
    const riff = ascii("RIFF....WEBP");
    view(riff).setUint32(4, grown, true);
    return [{ start: 0, end: 12, parts: [riff] }, ...edits].toSorted((a, b) => a.start - b.start);
  },
};

const isPacket = ({ type }: Chunk) => type === "XMP ";
const isExtended = ({ type }: Chunk) => type === "VP8X";

function* textOf({ start, length }: Chunk): Look<string> {
  return decodePacket(yield [start + 8, length]);
}

/** The chunks of a file; undefined where it is no WebP or is cut off. */
function* find(size: number): Look<File | undefined> {
  const riff = yield [0, 12];
  if (size < 20 || tagAt(riff, 0) !== "RIFF" || tagAt(riff, 8) !== "WEBP") return undefined;
  const end = 8 + view(riff).getUint32(4, true);
  if (end > size) return undefined;
  const chunks: Chunk[] = [];
  for (let start = 12; start < end; ) {
    if (start + 8 > end) return undefined;
    const head = yield [start, 8];
    const length = view(head).getUint32(4, true);
    const next = start + 8 + length + (length % 2);
    if (next > end) return undefined;
    chunks.push({ start, end: next, type: tagAt(head, 0), length });
    start = next;
  }
  return { chunks, end };
}

/** The `VP8X` chunk with its XMP flag set; for a simple file, one made of what its image data says. */
function* extendedHeader([first]: readonly Chunk[]): Look<Uint8Array | undefined> {
  if (!first) return undefined;
  if (isExtended(first) && first.length === 10) {
    const data = Uint8Array.from(yield [first.start + 8, 10]);
    data[0] = (data[0] ?? 0) | xmpFlag;
    return chunk("VP8X", data);
  }
  const { width = 0, height = 0 } = readHeader(yield [0, 64]) ?? {};
  if ((first.type !== "VP8 " && first.type !== "VP8L") || width < 1 || height < 1) return undefined;
  // Bit 28 behind the signature byte of lossless data: the image uses its alpha channel.
  const flags = (yield [first.start + 12, 1])[0] ?? 0;
  const alpha = first.type === "VP8L" && first.length > 4 && (flags & 0x10) !== 0;
  const data = new Uint8Array(10);
  data[0] = xmpFlag | (alpha ? alphaFlag : 0);
  // 24 bits each: the width's fourth byte is the height's first.
  view(data).setUint32(4, width - 1, true);
  view(data).setUint16(7, (height - 1) & 0xffff, true);
  data[9] = (height - 1) >> 16;
  return chunk("VP8X", data);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const head = ascii(`${type}....`);
  view(head).setUint32(4, data.length, true);
  // Chunks start at even offsets; the byte that fills is not counted.
  return joined([head, data, new Uint8Array(data.length % 2)]);
}
