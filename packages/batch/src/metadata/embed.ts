import { type ImageHeader, readHeader } from "@seedkit/core";
import { type MetadataFormat, view } from "./format.ts";
import { jpeg } from "./jpeg.ts";
import { mergePacket } from "./packet.ts";
import { png } from "./png.ts";
import type { Provenance, ProvenanceInput } from "./provenance.ts";
import { readPacket } from "./read-packet.ts";
import { webp } from "./webp.ts";

const formats: Readonly<Partial<Record<ImageHeader["mediaType"], MetadataFormat>>> = {
  "image/jpeg": jpeg,
  "image/png": png,
  "image/webp": webp,
};

/**
 * Writes where an image comes from into a JPEG, PNG or WebP, as XMP: the image data stays the same, byte for
 * byte, and so does what other programs wrote. Other formats, and files that are damaged, come back as they
 * are: the very same `bytes`. (An AVIF gets its note while it is encoded, or none.) Never throws.
 */
export function embedProvenance(bytes: Uint8Array, provenance: ProvenanceInput): Uint8Array {
  const written = formatOf(bytes)?.write(bytes, (existing, limit) =>
    mergePacket(existing, provenance, limit),
  );
  return written ?? bytes;
}

/** What an image says of its origin: JPEG, PNG, WebP, AVIF. Undefined where it says nothing. Never throws. */
export function readProvenance(bytes: Uint8Array): Provenance | undefined {
  const packet = readXmp(bytes);
  return packet === undefined ? undefined : readPacket(packet);
}

/** The XMP packet of a JPEG, PNG, WebP or AVIF. */
export function readXmp(bytes: Uint8Array): string | undefined {
  return formatOf(bytes)?.read(bytes) ?? scan(bytes);
}

function formatOf(bytes: Uint8Array): MetadataFormat | undefined {
  const header = readHeader(bytes);
  return header && formats[header.mediaType];
}

/** An AVIF's packet lies somewhere in it, as it is: XMP is made to be found by its marks. */
function scan(bytes: Uint8Array): string | undefined {
  if (readHeader(bytes)?.mediaType !== "image/avif") return undefined;
  const buffer = view(bytes);
  const start = buffer.indexOf("<x:xmpmeta");
  const end = start < 0 ? -1 : buffer.indexOf("</x:xmpmeta>", start);
  return end < 0 ? undefined : buffer.toString("utf8", start, end + "</x:xmpmeta>".length);
}
