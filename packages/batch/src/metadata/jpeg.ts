import { ascii, equal, utf8, view } from "./bytes.ts";
import type { MetadataFormat, Span } from "./format.ts";
import type { Look } from "./look.ts";
import { decodePacket } from "./read-packet.ts";

const signature = ascii("http://ns.adobe.com/xap/1.0/\0");
const exif = ascii("Exif\0");
// A segment's length is 16 bits and counts itself.
const maxBytes = 0xffff - 2 - signature.length;

const app0 = 0xe0;
const app1 = 0xe1;
const startOfScan = 0xda;

type Packet = Span & { readonly text: string };
/** The packet there is, and where one belongs: behind SOI and the JFIF and Exif segments that follow it. */
type Found = { readonly packet?: Packet; readonly place: number };

/** XMP in an APP1 segment, behind JFIF and Exif where readers look for it. Everything after stays as it is. */
export const jpeg: MetadataFormat = {
  *read(size) {
    return (yield* find(size))?.packet?.text;
  },

  *write(size, rewrite) {
    const found = yield* find(size);
    if (!found) return [];
    const { packet: old, place } = found;
    const packet = rewrite(old?.text, maxBytes);
    if (packet === undefined) return [];
    const text = utf8(packet);
    if (text.length > maxBytes) return [];
    const head = Uint8Array.of(0xff, app1, 0, 0);
    view(head).setUint16(2, 2 + signature.length + text.length);
    const { start, end } = old ?? { start: place, end: place };
    return [{ start, end, parts: [head, signature, text] }];
  },
};

/** Goes through all segments up to the image data; undefined where the file is no JPEG or ends before. */
function* find(size: number): Look<Found | undefined> {
  const soi = yield [0, 2];
  if (soi[0] !== 0xff || soi[1] !== 0xd8) return undefined;
  let packet: Packet | undefined;
  let place: number | undefined;
  for (let start = 2; start + 4 <= size; ) {
    const [first, second = 0] = yield [start, 2];
    if (first !== 0xff) return undefined;
    let at = start + 1;
    let marker = second;
    // Any number of FF may stand before a marker.
    while (marker === 0xff) {
      const next: Uint8Array = yield [++at, 1];
      marker = next[0] ?? 0;
    }
    const length = yield [at + 1, 2];
    if (length.length < 2 || standsAlone(marker)) return undefined;
    const end = at + 1 + view(length).getUint16(0);
    if (end < at + 3 || end > size) return undefined;
    const data = { start: at + 3, end };
    const isExif = marker === app1 && (yield* startsWith(data, exif));
    if (marker !== app0 && !isExif) place ??= start;
    if (!packet && marker === app1 && (yield* startsWith(data, signature))) {
      const from = data.start + signature.length;
      packet = { start, end, text: decodePacket(yield [from, end - from]) };
    }
    if (marker === startOfScan) return { ...(packet && { packet }), place: place ?? 2 };
    start = end;
  }
  return undefined;
}

// TEM, RST0-7, SOI, EOI have no length, and none belongs before the image data.
const standsAlone = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9);

function* startsWith({ start, end }: Span, text: Uint8Array): Look<boolean> {
  return end - start >= text.length && equal(yield [start, text.length], text);
}
