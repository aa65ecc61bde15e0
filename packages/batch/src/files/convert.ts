import { createLimiter, type GeneratedImage, type ImageHeader } from "@seedkit/core";
import type { OutputSpec } from "../manifest/entry.ts";
import { embedProvenance, mergePacket, type ProvenanceInput, readXmp } from "../metadata/index.ts";
import { loadSharp } from "./load-sharp.ts";
import { type Conversion, neededConversion } from "./needed-conversion.ts";

type MediaType = ImageHeader["mediaType"];

// A decoded image of 4096 x 4096 px is 50 MB: memory must not grow with the number of jobs.
const conversions = createLimiter({ concurrency: 2 });

/** An image as the manifest wants it. Undefined provenance: none is written. */
export async function makeOutput(
  image: GeneratedImage,
  outputs: OutputSpec,
  provenance: ProvenanceInput | undefined,
): Promise<GeneratedImage> {
  const conversion = neededConversion(image, outputs);
  const made = conversion ? await convert(image, conversion, provenance) : image;
  return provenance ? { ...made, bytes: embedProvenance(made.bytes, provenance) } : made;
}

async function convert(
  { bytes }: GeneratedImage,
  { mediaType, quality, maxWidth }: Conversion,
  provenance: ProvenanceInput | undefined,
): Promise<GeneratedImage> {
  const sharp = await loadSharp();
  const leave = await conversions.enter();
  try {
    // Upright, and in sRGB: what a browser shows without looking at a tag or a profile.
    const pipeline = sharp(bytes, { failOn: "error" }).autoOrient();
    if (maxWidth !== undefined) pipeline.resize({ width: maxWidth, withoutEnlargement: true });
    if (mediaType === "image/jpeg") pipeline.flatten({ background: "white" });
    const packet = packetFor(bytes, provenance);
    // An AVIF gets its metadata only here: for one that is not converted there is no lossless writer.
    if (packet !== undefined) pipeline.withXmp(packet);
    pipeline.toFormat(sharpFormats[mediaType], quality === undefined ? {} : { quality });
    const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType, width: info.width, height: info.height };
  } finally {
    leave();
  }
}

/** What the image said of itself stays with it, in whatever format. */
function packetFor(bytes: Uint8Array, provenance: ProvenanceInput | undefined): string | undefined {
  const existing = readXmp(bytes);
  return provenance ? mergePacket(existing, provenance) : existing;
}

const sharpFormats = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "image/heic": "heif",
} as const satisfies Record<MediaType, string>;
