import type { Shrink } from "./client-options.ts";

/** Makes references smaller with the browser's own canvas. Undefined where there is none. */
export function canvasShrink(): Shrink | undefined {
  if (typeof OffscreenCanvas === "undefined" || typeof createImageBitmap === "undefined") return undefined;
  return async ({ bytes, header }, longSide) => {
    const scale = longSide / Math.max(header.width, header.height);
    const [width, height] = [Math.round(header.width * scale), Math.round(header.height * scale)];
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: header.mediaType });
    const bitmap = await createImageBitmap(blob, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: "high",
    });
    try {
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
      // PNG keeps what may be transparent; photographs stay JPEG.
      const type = header.mediaType === "image/jpeg" ? "image/jpeg" : "image/png";
      const smaller = await canvas.convertToBlob({ type, quality: 0.92 });
      return new Uint8Array(await smaller.arrayBuffer());
    } finally {
      bitmap.close();
    }
  };
}
