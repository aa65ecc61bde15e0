import { inflateSync } from "node:zlib";

const woffHeader = 44;
const woffEntry = 20;
const sfntHeader = 12;
const sfntEntry = 16;

/** Unpacks a WOFF 1.0 font to the TrueType or OpenType font it holds. */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, woffHeader + index * woffEntry));
  const font = Buffer.alloc(woff.readUInt32BE(16));
  const power = Math.floor(Math.log2(count));
  font.writeUInt32BE(woff.readUInt32BE(4), 0);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(2 ** power * sfntEntry, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE((count - 2 ** power) * sfntEntry, 10);
  let at = sfntHeader + count * sfntEntry;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = sfntHeader + index * sfntEntry;
    for (const [offset, value] of [tag, checksum, at, bytes.length].entries()) {
      font.writeUInt32BE(value, entry + offset * 4);
    }
    bytes.copy(font, at);
    // Tables begin at multiples of four.
    at += (bytes.length + 3) & ~3;
  }
  return font;
}

function readTable(woff: Buffer, entry: number): { tag: number; checksum: number; bytes: Buffer } {
  const [tag = 0, offset = 0, packed = 0, length = 0, checksum = 0] = [0, 4, 8, 12, 16].map((at) =>
    woff.readUInt32BE(entry + at),
  );
  const stored = woff.subarray(offset, offset + packed);
  return { tag, checksum, bytes: packed < length ? inflateSync(stored) : stored };
}
