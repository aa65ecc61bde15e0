import type { Shrink } from "./client-options.ts";

/** Makes references smaller with the browser's own canvas. Undefined where there is none. */
export function canvasShrink(): Shrink | undefined {
  if (typeof OffscreenCanvas === "undefined" || typeof createImageBitmap === "undefined") return undefined;
  return async ({ bytes, header }, longSide) => {
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: header.mediaType });
    // Its sides may be the other way round than the header's: a camera's "turn me" is obeyed here.
    const bitmap = await createImageBitmap(blob);
    try {
      const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height));
      const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
      const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
      const context = canvas.getContext("2d");
      if (context) context.imageSmoothingQuality = "high";
      context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      // PNG keeps what may be transparent; photographs stay JPEG.
      const type = header.mediaType === "image/jpeg" ? "image/jpeg" : "image/png";
      const smaller = await canvas.convertToBlob({ type, quality: 0.92 });
      return new Uint8Array(await smaller.arrayBuffer());
    } finally {
      bitmap.close();
    }
  };
}
