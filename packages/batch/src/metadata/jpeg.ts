import { type MetadataFormat, type Span, splice, view } from "./format.ts";
import { decodePacket } from "./read-packet.ts";

const signature = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const exif = Buffer.from("Exif\0", "latin1");
// A segment's length is 16 bits and counts itself.
const maxBytes = 0xffff - 2 - signature.length;

const app0 = 0xe0;
const app1 = 0xe1;
const startOfScan = 0xda;

type Segment = Span & { readonly marker: number; readonly data: Buffer };

/** XMP in an APP1 segment, behind JFIF and Exif where readers look for it. Everything after stays as it is. */
export const jpeg: MetadataFormat = {
  read(bytes) {
    const found = segmentsOf(bytes)?.find(isPacket);
    return found && decodePacket(found.data.subarray(signature.length));
  },

  write(bytes, rewrite) {
    const segments = segmentsOf(bytes);
    if (!segments) return bytes;
    const old = segments.find(isPacket);
    const packet = rewrite(old && decodePacket(old.data.subarray(signature.length)), maxBytes);
    if (packet === undefined) return bytes;
    const text = Buffer.from(packet);
    if (text.length > maxBytes) return bytes;
    const head = Buffer.from([0xff, app1, 0, 0]);
    head.writeUInt16BE(2 + signature.length + text.length, 2);
    return splice(bytes, old ?? after(segments), head, signature, text);
  },
};

/** Behind SOI and the JFIF and Exif segments that follow it. */
function after(segments: readonly Segment[]): Span {
  const first = segments.find(
    ({ marker, data }) => !(marker === app0 || (marker === app1 && startsWith(data, exif))),
  );
  const at = first?.start ?? 2;
  return { start: at, end: at };
}

/** All segments up to the image data; undefined where the file is no JPEG or ends before. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | undefined {
  const buffer = view(bytes);
  if (buffer.length < 4 || buffer.readUInt16BE(0) !== 0xffd8) return undefined;
  const segments: Segment[] = [];
  let start = 2;
  while (start + 4 <= buffer.length && buffer[start] === 0xff) {
    let at = start + 1;
    // Any number of FF may stand before a marker.
    while (buffer[at] === 0xff) at++;
    const marker = buffer[at] ?? 0;
    if (at + 3 > buffer.length || standsAlone(marker)) return undefined;
    const end = at + 1 + buffer.readUInt16BE(at + 1);
    if (end < at + 3 || end > buffer.length) return undefined;
    segments.push({ start, end, marker, data: buffer.subarray(at + 3, end) });
    if (marker === startOfScan) return segments;
    start = end;
  }
  return undefined;
}

// TEM, RST0-7, SOI, EOI have no length, and none belongs before the image data.
const standsAlone = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9);

const isPacket = ({ marker, data }: Segment) => marker === app1 && startsWith(data, signature);

function startsWith(data: Buffer, start: Buffer): boolean {
  return data.subarray(0, start.length).equals(start);
}
