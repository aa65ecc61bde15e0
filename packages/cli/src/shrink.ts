import type { Shrink } from "@seedkit/core";

/** Makes a reference smaller with sharp, in its own format. */
export const shrink: Shrink = async ({ bytes, header }, longSide) => {
  const { default: sharp } = await import("sharp");
  // autoOrient: the service reads pixels, not the camera's note of which way is up.
  const small = sharp(bytes)
    .autoOrient()
    .resize({ width: longSide, height: longSide, fit: "inside", withoutEnlargement: true });
  if (header.mediaType === "image/png") return small.png().toBuffer();
  if (header.mediaType === "image/webp") return small.webp({ quality: 90 }).toBuffer();
  return small.jpeg({ quality: 92 }).toBuffer();
};
