import { ascii, equal, joined, tagAt, utf8, view } from "./bytes.ts";
import { crc32 } from "./crc32.ts";
import type { MetadataFormat, Span } from "./format.ts";
import { inflate } from "./inflate.ts";
import type { Look } from "./look.ts";
import { decodePacket } from "./read-packet.ts";

const signature = ascii("\x89PNG\r\n\x1a\n");
const keyword = ascii("XML:com.adobe.xmp\0");

// The standard asks for iTXt. libvips, and so whatever sharp made, has the same keyword in a zTXt.
const textual: ReadonlySet<string> = new Set(["iTXt", "zTXt", "tEXt"]);

/** `text` undefined: the chunk is damaged. */
type Packet = Span & { readonly text: string | undefined };
type Found = { readonly packet?: Packet; readonly imageAt?: number };

/** XMP in an iTXt chunk before the image data. No other chunk is touched. */
export const png: MetadataFormat = {
  *read(size) {
    return (yield* find(size))?.packet?.text;
  },

  *write(size, rewrite) {
    const { packet: old, imageAt } = (yield* find(size)) ?? {};
    if (imageAt === undefined) return [];
    const packet = rewrite(old?.text);
    if (packet === undefined) return [];
    // Not compressed, no language, no translated keyword.
    const body = joined([ascii("iTXt"), keyword, new Uint8Array(4), utf8(packet)]);
    const frame = new Uint8Array(8);
    view(frame).setUint32(0, body.length - 4);
    view(frame).setUint32(4, crc32(body));
    const { start, end } = old ?? { start: imageAt, end: imageAt };
    return [{ start, end, parts: [frame.subarray(0, 4), body, frame.subarray(4)] }];
  },
};

/** Goes through all chunks up to IEND; undefined where the file is no PNG or is cut off. */
function* find(size: number): Look<Found | undefined> {
  if (!equal(yield [0, 8], signature)) return undefined;
  let packet: Packet | undefined;
  let imageAt: number | undefined;
  let first: string | undefined;
  for (let start = 8; start + 12 <= size; ) {
    const head = yield [start, 8];
    const end = start + 12 + view(head).getUint32(0);
    const type = tagAt(head, 4);
    if (end > size) return undefined;
    first ??= type;
    if (type === "IDAT") imageAt ??= start;
    if (type === "IEND") {
      const found = { ...(packet && { packet }), ...(imageAt !== undefined && { imageAt }) };
      return first === "IHDR" ? found : undefined;
    }
    if (!packet && textual.has(type) && end - 4 - (start + 8) >= keyword.length) {
      const isPacket = equal(yield [start + 8, keyword.length], keyword);
      if (isPacket) packet = { start, end, text: textOf(type, yield [start + 8, end - start - 12]) };
    }
    start = end;
  }
  return undefined;
}

/** The text of such a chunk; undefined where it is damaged. */
function textOf(type: string, data: Uint8Array): string | undefined {
  const compressed = type === "zTXt" || (type === "iTXt" && data[keyword.length] === 1);
  const start = type === "iTXt" ? internationalStart(data) : keyword.length + (compressed ? 1 : 0);
  if (start === undefined) return undefined;
  const text = data.subarray(start);
  try {
    return decodePacket(compressed ? inflate(text) : text);
  } catch {
    return undefined;
  }
}

/** In an iTXt two flags, a language and a translated keyword stand before the text. */
function internationalStart(data: Uint8Array): number | undefined {
  const language = data.indexOf(0, keyword.length + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  return translated < 0 ? undefined : translated + 1;
}
