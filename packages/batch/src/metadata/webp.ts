import { readHeader } from "@seedkit/core";
import { type MetadataFormat, type Span, view } from "./format.ts";
import { decodePacket } from "./read-packet.ts";

const xmpFlag = 0x04;
const alphaFlag = 0x10;

type Chunk = Span & { readonly type: string; readonly data: Buffer };
type File = { readonly chunks: readonly Chunk[]; readonly end: number };

/** XMP in a chunk of the extended format. A simple file becomes an extended one around the same image data. */
export const webp: MetadataFormat = {
  read(bytes) {
    const found = fileOf(bytes)?.chunks.find(({ type }) => type === "XMP ");
    return found && decodePacket(found.data);
  },

  write(bytes, rewrite) {
    const file = fileOf(bytes);
    const head = file && extendedHeader(bytes, file.chunks);
    if (!file || !head) return bytes;
    const old = file.chunks.find(({ type }) => type === "XMP ");
    const packet = rewrite(old && decodePacket(old.data));
    if (packet === undefined) return bytes;
    const kept = file.chunks.filter(({ type }) => type !== "VP8X");
    const text = chunk("XMP ", Buffer.from(packet));
    const body = kept.map((each) => (each === old ? text : bytes.subarray(each.start, each.end)));
    if (!old) body.push(text);
    const size = [head, ...body].reduce((sum, { length }) => sum + length, 4);
    const riff = Buffer.from("RIFF....WEBP", "latin1");
    riff.writeUInt32LE(size, 4);
    return Buffer.concat([riff, head, ...body, bytes.subarray(file.end)]);
  },
};

/** The chunks of a file; undefined where it is no WebP or is cut off. */
function fileOf(bytes: Uint8Array): File | undefined {
  const buffer = view(bytes);
  const tag = (at: number) => buffer.toString("latin1", at, at + 4);
  if (buffer.length < 20 || tag(0) !== "RIFF" || tag(8) !== "WEBP") return undefined;
  const end = 8 + buffer.readUInt32LE(4);
  if (end > buffer.length) return undefined;
  const chunks: Chunk[] = [];
  for (let start = 12; start < end; ) {
    if (start + 8 > end) return undefined;
    const length = buffer.readUInt32LE(start + 4);
    const next = start + 8 + length + (length % 2);
    if (next > end) return undefined;
    chunks.push({ start, end: next, type: tag(start), data: buffer.subarray(start + 8, start + 8 + length) });
    start = next;
  }
  return { chunks, end };
}

/** The `VP8X` chunk with its XMP flag set; for a simple file, one made of what its image data says. */
function extendedHeader(bytes: Uint8Array, chunks: readonly Chunk[]): Buffer | undefined {
  const [first] = chunks;
  if (first?.type === "VP8X" && first.data.length === 10) {
    const data = Buffer.from(first.data);
    data[0] = (data[0] ?? 0) | xmpFlag;
    return chunk("VP8X", data);
  }
  const { width = 0, height = 0 } = readHeader(bytes) ?? {};
  if (!first || (first.type !== "VP8 " && first.type !== "VP8L") || width < 1 || height < 1) return undefined;
  // Bit 28 behind the signature byte of lossless data: the image uses its alpha channel.
  const alpha = first.type === "VP8L" && ((first.data[4] ?? 0) & 0x10) !== 0;
  const data = Buffer.alloc(10);
  data[0] = xmpFlag | (alpha ? alphaFlag : 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return chunk("VP8X", data);
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`${type}....`, "latin1");
  head.writeUInt32LE(data.length, 4);
  // Chunks start at even offsets; the byte that fills is not counted.
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
