import { unlink } from "node:fs/promises";
import { createLimiter, type ImageHeader } from "@seedkit/core";
import type { OutputSpec } from "../manifest/entry.ts";
import { mergePacket, type ProvenanceInput, provenanceEdits, readXmpOf } from "../metadata/index.ts";
import { type Draft, writeDraft } from "./draft.ts";
import { loadSharp } from "./load-sharp.ts";
import { type Conversion, neededConversion } from "./needed-conversion.ts";
import { type Source, withReader } from "./source.ts";

// A decoded image of 4096 x 4096 px is 50 MB: memory must not grow with the number of jobs.
const conversions = createLimiter({ concurrency: 2 });

/** A file as the manifest wants it. */
export type Output = ImageHeader & Draft;

/**
 * Makes an image as the manifest wants it, in a file that `place` names: no more than a piece of it is in memory,
 * but for the pixels while it is converted. Undefined provenance: none is written. @throws Error
 */
export async function makeOutput(
  image: ImageHeader & Source,
  outputs: OutputSpec,
  provenance: ProvenanceInput | undefined,
  place: () => Promise<string>,
): Promise<Output> {
  const write = async (source: Source) =>
    writeDraft(await place(), source, provenance && ((reader) => provenanceEdits(reader, provenance)));
  const { mediaType, width, height } = image;
  const conversion = neededConversion(image, outputs);
  if (!conversion) return { mediaType, width, height, ...(await write(image)) };
  const path = await place();
  try {
    const header = await convert(image, conversion, provenance, path);
    return { ...header, ...(await write({ path })) };
  } finally {
    await unlink(path).catch(() => {});
  }
}

async function convert(
  source: Source,
  { mediaType, quality, maxWidth }: Conversion,
  provenance: ProvenanceInput | undefined,
  path: string,
): Promise<ImageHeader> {
  const sharp = await loadSharp();
  const leave = await conversions.enter();
  try {
    // Upright, and in sRGB: what a browser shows without looking at a tag or a profile.
    const pipeline = sharp("bytes" in source ? source.bytes : source.path, { failOn: "error" }).autoOrient();
    if (maxWidth !== undefined) pipeline.resize({ width: maxWidth, withoutEnlargement: true });
    if (mediaType === "image/jpeg") pipeline.flatten({ background: "white" });
    const packet = await packetFor(source, provenance);
    // An AVIF gets its metadata only here: for one that is not converted there is no lossless writer.
    if (packet !== undefined) pipeline.withXmp(packet);
    pipeline.toFormat(sharpFormats[mediaType], quality === undefined ? {} : { quality });
    const { width, height } = await pipeline.toFile(path);
    return { mediaType, width, height };
  } finally {
    leave();
  }
}

/** What the image said of itself stays with it, in whatever format. */
async function packetFor(
  source: Source,
  provenance: ProvenanceInput | undefined,
): Promise<string | undefined> {
  const existing = await withReader(source, readXmpOf);
  return provenance ? mergePacket(existing, provenance) : existing;
}

const sharpFormats = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "image/heic": "heif",
} as const satisfies Record<ImageHeader["mediaType"], string>;
