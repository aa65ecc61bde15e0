import { createLimiter, type GeneratedImage, type ImageHeader } from "@seedkit/core";
import type { OutputFormat, OutputSpec } from "../manifest/entry.ts";
import { embedProvenance, mergePacket, type ProvenanceInput, readXmp } from "../metadata/index.ts";
import { loadSharp } from "./load-sharp.ts";

type MediaType = ImageHeader["mediaType"];

const mediaTypes: Readonly<Record<Exclude<OutputFormat, "original">, MediaType>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
};

/** Of formats that lose, where the manifest names none: no difference is seen at the usual distance. */
const usualQuality: Readonly<Partial<Record<MediaType, number>>> = {
  "image/jpeg": 90,
  "image/webp": 85,
  "image/avif": 60,
};

// A decoded image of 4096 x 4096 px is 50 MB: memory must not grow with the number of jobs.
const conversions = createLimiter({ concurrency: 2 });

/** An image as the manifest wants it. Undefined provenance: none is written. */
export async function makeOutput(
  image: GeneratedImage,
  outputs: OutputSpec,
  provenance: ProvenanceInput | undefined,
): Promise<GeneratedImage> {
  const made = needsConversion(image, outputs) ? await convert(image, outputs, provenance) : image;
  return provenance ? { ...made, bytes: embedProvenance(made.bytes, provenance) } : made;
}

/** Whether the service's own bytes will not do. */
export function needsConversion(
  { mediaType, width }: Pick<GeneratedImage, "mediaType" | "width">,
  { format, quality, maxWidth }: OutputSpec,
): boolean {
  const wanted = format === "original" ? mediaType : mediaTypes[format];
  // A width of 0 is one the header does not tell.
  const tooWide = maxWidth !== undefined && (width === 0 || width > maxWidth);
  // An output that names no format is the service's own file.
  const again = quality !== undefined && format !== "original" && usualQuality[wanted] !== undefined;
  return wanted !== mediaType || tooWide || again;
}

async function convert(
  { bytes, mediaType }: GeneratedImage,
  { format, quality, maxWidth }: OutputSpec,
  provenance: ProvenanceInput | undefined,
): Promise<GeneratedImage> {
  const sharp = await loadSharp();
  const type = format === "original" ? mediaType : mediaTypes[format];
  const leave = await conversions.enter();
  try {
    // Upright, and in sRGB: what a browser shows without looking at a tag or a profile.
    const pipeline = sharp(bytes, { failOn: "error" }).autoOrient();
    if (maxWidth !== undefined) pipeline.resize({ width: maxWidth, withoutEnlargement: true });
    if (type === "image/jpeg") pipeline.flatten({ background: "white" });
    const packet = packetFor(bytes, provenance);
    // An AVIF gets its metadata only here: for one that is not converted there is no lossless writer.
    if (packet !== undefined) pipeline.withXmp(packet);
    const level = quality ?? usualQuality[type];
    pipeline.toFormat(sharpFormats[type], level === undefined ? {} : { quality: level });
    const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType: type, width: info.width, height: info.height };
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
