import { crc32, inflateSync } from "node:zlib";
import { type MetadataFormat, type Span, splice, view } from "./format.ts";
import { decodePacket } from "./read-packet.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const keyword = Buffer.from("XML:com.adobe.xmp\0", "latin1");
// Of a compressed packet of somebody else: far more than one can be, far less than a bomb.
const maxInflated = 16 * 1024 * 1024;

type Chunk = Span & { readonly type: string; readonly data: Buffer };

/** XMP in an iTXt chunk before the image data. No other chunk is touched. */
export const png: MetadataFormat = {
  read(bytes) {
    const found = chunksOf(bytes)?.find(isPacket);
    return found && textOf(found);
  },

  write(bytes, rewrite) {
    const chunks = chunksOf(bytes);
    const image = chunks?.find(({ type }) => type === "IDAT");
    if (!chunks || !image) return bytes;
    const old = chunks.find(isPacket);
    const packet = rewrite(old && textOf(old));
    if (packet === undefined) return bytes;
    // Not compressed, no language, no translated keyword.
    const body = Buffer.concat([Buffer.from("iTXt"), keyword, Buffer.alloc(4), Buffer.from(packet)]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length - 4, 0);
    frame.writeUInt32BE(crc32(body), 4);
    const place = old ?? { start: image.start, end: image.start };
    return splice(bytes, place, frame.subarray(0, 4), body, frame.subarray(4));
  },
};

/** All chunks up to IEND; undefined where the file is no PNG or is cut off. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  const buffer = view(bytes);
  if (!buffer.subarray(0, 8).equals(signature)) return undefined;
  const chunks: Chunk[] = [];
  for (let start = 8; start + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(start);
    const end = start + 12 + length;
    if (end > buffer.length) return undefined;
    const type = buffer.toString("latin1", start + 4, start + 8);
    chunks.push({ start, end, type, data: buffer.subarray(start + 8, end - 4) });
    if (type === "IEND") return chunks[0]?.type === "IHDR" ? chunks : undefined;
    start = end;
  }
  return undefined;
}

// The standard asks for iTXt. libvips, and so whatever sharp made, has the same keyword in a zTXt.
const isPacket = ({ type, data }: Chunk) =>
  ["iTXt", "zTXt", "tEXt"].includes(type) && data.subarray(0, keyword.length).equals(keyword);

/** The text of such a chunk; undefined where it is damaged. */
function textOf({ type, data }: Chunk): string | undefined {
  const compressed = type === "zTXt" || (type === "iTXt" && data[keyword.length] === 1);
  const start = type === "iTXt" ? internationalStart(data) : keyword.length + (compressed ? 1 : 0);
  if (start === undefined) return undefined;
  const text = data.subarray(start);
  try {
    return decodePacket(compressed ? inflateSync(text, { maxOutputLength: maxInflated }) : text);
  } catch {
    return undefined;
  }
}

/** In an iTXt two flags, a language and a translated keyword stand before the text. */
function internationalStart(data: Buffer): number | undefined {
  const language = data.indexOf(0, keyword.length + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  return translated < 0 ? undefined : translated + 1;
}
