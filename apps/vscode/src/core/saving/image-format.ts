import type { GeneratedImage } from "@seedkit/core";

/** What an image can be converted to. */
export type ImageFormat = "jpg" | "png" | "webp" | "avif";
type MediaType = GeneratedImage["mediaType"];

const mediaTypes: Readonly<Record<ImageFormat, MediaType>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
};

/** Extensions that promise a picture of another kind than any we make. */
const foreign = /^(?:gif|svg|bmp|tiff?|ico|heic|jxl)$/;

export const mediaTypeOf = (format: ImageFormat): MediaType => mediaTypes[format];

/** The extension of a file of that type, without the dot. */
export const extensionOf = (mediaType: MediaType): string =>
  mediaType === "image/jpeg" ? "jpg" : mediaType.slice("image/".length);

/**
 * What a path's extension asks for: a format that can be made, `foreign` for a picture that cannot, undefined
 * where it says nothing of pictures.
 */
export function formatOfPath(path: string): ImageFormat | "foreign" | undefined {
  const extension = splitExtension(path).extension.slice(1).toLowerCase();
  if (extension === "jpeg") return "jpg";
  if (extension in mediaTypes) return extension as ImageFormat;
  return foreign.test(extension) ? "foreign" : undefined;
}

/** A path up to its extension, and the extension with its dot, or empty. */
export function splitExtension(path: string): { readonly stem: string; readonly extension: string } {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  if (dot <= 0) return { stem: path, extension: "" };
  const at = path.length - name.length + dot;
  return { stem: path.slice(0, at), extension: path.slice(at) };
}
