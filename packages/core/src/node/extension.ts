import type { ImageHeader } from "../size/header.ts";

const extensions: Readonly<Record<ImageHeader["mediaType"], string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "image/heic": "heic",
};

/** The file extension of an image's real type, without a dot. */
export function extensionOf(mediaType: ImageHeader["mediaType"]): string {
  return extensions[mediaType];
}
