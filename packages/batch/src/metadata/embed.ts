import { type ImageHeader, readHeader } from "@seedkit/core";
import { avif } from "./avif.ts";
import { applyEdits, type Edit, type MetadataFormat } from "./format.ts";
import { jpeg } from "./jpeg.ts";
import { type Look, lookAt, lookInto, type Reader } from "./look.ts";
import { mergePacket } from "./packet.ts";
import { png } from "./png.ts";
import type { Provenance, ProvenanceInput } from "./provenance.ts";
import { readPacket } from "./read-packet.ts";
import { webp } from "./webp.ts";

const formats: Readonly<Partial<Record<ImageHeader["mediaType"], MetadataFormat>>> = {
  "image/jpeg": jpeg,
  "image/png": png,
  "image/webp": webp,
  "image/avif": avif,
};

/**
 * Writes where an image comes from into a JPEG, PNG or WebP, as XMP: the image data stays the same, byte for
 * byte, and so does what other programs wrote. Other formats, and files that are damaged, come back as they
 * are: the very same `bytes`. (An AVIF gets its note while it is encoded, or none.) Never throws.
 */
export function embedProvenance(bytes: Uint8Array, provenance: ProvenanceInput): Uint8Array {
  return applyEdits(bytes, lookAt(bytes, write(bytes.length, provenance)));
}

/** {@link embedProvenance} for a file: what to change in it. @throws Error where it cannot be read */
export function provenanceEdits(reader: Reader, provenance: ProvenanceInput): Promise<readonly Edit[]> {
  return lookInto(reader, write(reader.size, provenance));
}

/** What an image says of its origin: JPEG, PNG, WebP, AVIF. Undefined where it says nothing. Never throws. */
export function readProvenance(bytes: Uint8Array): Provenance | undefined {
  const packet = readXmp(bytes);
  return packet === undefined ? undefined : readPacket(packet);
}

/** The XMP packet of a JPEG, PNG, WebP or AVIF. */
export function readXmp(bytes: Uint8Array): string | undefined {
  return lookAt(bytes, read(bytes.length));
}

/** {@link readXmp} for a file. @throws Error where it cannot be read */
export function readXmpOf(reader: Reader): Promise<string | undefined> {
  return lookInto(reader, read(reader.size));
}

function* write(size: number, provenance: ProvenanceInput): Look<readonly Edit[]> {
  const format = yield* formatOf();
  return format
    ? yield* format.write(size, (existing, limit) => mergePacket(existing, provenance, limit))
    : [];
}

function* read(size: number): Look<string | undefined> {
  const format = yield* formatOf();
  return format && (yield* format.read(size));
}

function* formatOf(): Look<MetadataFormat | undefined> {
  const header = readHeader(yield [0, 64]);
  return header && formats[header.mediaType];
}
