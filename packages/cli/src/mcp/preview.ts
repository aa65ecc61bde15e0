import type { Preview } from "@seedkit/mcp";

// A model sees no more than this in a picture.
const sides = [1568, 1024, 512] as const;

/** Makes a smaller JPEG with sharp. */
export const preview: Preview = async ({ bytes }, maxBytes) => {
  const { default: sharp } = await import("sharp");
  for (const side of sides) {
    const small = await sharp(bytes)
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .jpeg({ quality: 82 })
      .toBuffer();
    if (small.length <= maxBytes) return { bytes: small, mediaType: "image/jpeg" };
  }
  return undefined;
};
