import { randomFillSync } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

/** A square RGB image of noise as a PNG that is not compressed, so that its size is that of its pixels. */
export function noisePng(side: number): Buffer {
  const row = side * 3 + 1;
  const raw = randomFillSync(Buffer.alloc(row * side));
  // The first byte of a row names its filter: 0 is none.
  for (let y = 0; y < side; y++) raw[y * row] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw, { level: 0 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
