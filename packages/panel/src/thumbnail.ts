const longSide = 320;
const mostBytes = 20_000;

/** A JPEG of at most 20 kB whose long side is 320 px. Undefined where the runtime cannot draw or read it. */
export async function makeThumbnail(image: Blob): Promise<Uint8Array | undefined> {
  if (typeof createImageBitmap === "undefined" || typeof OffscreenCanvas === "undefined") return undefined;
  try {
    const bitmap = await createImageBitmap(image);
    const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    );
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    for (const quality of [0.82, 0.7, 0.5, 0.3]) {
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
      if (blob.size <= mostBytes) return new Uint8Array(await blob.arrayBuffer());
    }
  } catch {
    // A picture this runtime cannot decode has no thumbnail; the image itself is safe.
  }
  return undefined;
}
