import type { GeneratedImage } from "@seedkit/core";
import sharp from "sharp";
import type { Entry, OutputSpec } from "../src/manifest/entry.ts";

/** An entry as reading a manifest gives it. */
export function entryOf(outputs: Partial<OutputSpec> = {}, more: Partial<Entry> = {}): Entry {
  return {
    id: "hero",
    position: { line: 1, column: 1 },
    model: "seedream-4.5",
    input: { prompt: "a fox" },
    references: [],
    count: 1,
    imagesPerCall: 1,
    outputs: { template: "images/{id}", format: "original", ...outputs },
    tags: [],
    ...more,
  };
}

/** A small image as the service might send it. */
export async function imageOf(
  background: string,
  {
    format = "jpeg",
    width = 64,
    height = 32,
  }: { format?: "jpeg" | "png" | "webp"; width?: number; height?: number } = {},
): Promise<GeneratedImage> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
  return { bytes, mediaType: `image/${format}`, width, height };
}
