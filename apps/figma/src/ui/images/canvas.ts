/** A part of a picture, drawn at a size and encoded. Photographs become JPEG, drawings with alpha PNG. */
export async function encode(
  bitmap: ImageBitmap,
  from: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
  hasAlpha: boolean,
): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(to.width, to.height);
  const context = canvas.getContext("2d", { alpha: hasAlpha });
  if (!context) throw new Error("This browser cannot draw the image");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, to.width, to.height);
  const blob = await canvas.convertToBlob(
    hasAlpha ? { type: "image/png" } : { type: "image/jpeg", quality: 0.95 },
  );
  return new Uint8Array(await blob.arrayBuffer());
}

/** WebP and PNG may be transparent; a WebP says so in its header. */
export function mayHaveAlpha(bytes: Uint8Array, mediaType: string): boolean {
  if (mediaType === "image/jpeg") return false;
  if (mediaType !== "image/webp") return true;
  const kind = String.fromCharCode(...bytes.subarray(12, 16));
  if (kind === "VP8 ") return false;
  // The same bit in another byte: of the extended header's flags, and after the two sides of the lossless one.
  const flags = bytes[kind === "VP8X" ? 20 : 24];
  return flags === undefined || (flags & 0x10) !== 0;
}
