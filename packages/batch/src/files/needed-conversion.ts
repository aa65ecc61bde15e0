import type { GeneratedImage, ImageHeader } from "@seedkit/core";
import type { OutputFormat, OutputSpec } from "../manifest/entry.ts";

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

/** What is to be made of an image. */
export type Conversion = {
  readonly mediaType: MediaType;
  /** 1-100, of formats that lose. */
  readonly quality?: number;
  /** px; what is narrower stays as wide as it is. */
  readonly maxWidth?: number;
};

/** What has to be made of an image for it to be as an entry wants it; undefined where its own bytes will do. */
export function neededConversion(
  { mediaType, width }: Pick<GeneratedImage, "mediaType" | "width">,
  { format, quality, maxWidth }: OutputSpec,
): Conversion | undefined {
  const wanted = format === "original" ? mediaType : mediaTypes[format];
  // A width of 0 is one the header does not tell.
  const tooWide = maxWidth !== undefined && (width === 0 || width > maxWidth);
  // An output that names no format is the service's own file.
  const again = quality !== undefined && format !== "original" && usualQuality[wanted] !== undefined;
  if (wanted === mediaType && !tooWide && !again) return undefined;
  const level = quality ?? usualQuality[wanted];
  return {
    mediaType: wanted,
    ...(level !== undefined && { quality: level }),
    ...(maxWidth !== undefined && { maxWidth }),
  };
}
