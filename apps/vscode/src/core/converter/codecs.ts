import type { ImageFormat } from "../saving/image-format.ts";

/** The WebAssembly files that lie in `dist/wasm`, by their names there. */
export type CodecFile =
  | "jpeg-decode"
  | "jpeg-encode"
  | "png"
  | "webp-decode"
  | "webp-encode"
  | "avif-encode"
  | "resize";

/** What an image can be made of. */
export type SourceFormat = "jpg" | "png" | "webp";

const decoders: Readonly<Record<SourceFormat, CodecFile>> = {
  jpg: "jpeg-decode",
  png: "png",
  webp: "webp-decode",
};
const encoders: Readonly<Record<ImageFormat, CodecFile>> = {
  jpg: "jpeg-encode",
  png: "png",
  webp: "webp-encode",
  avif: "avif-encode",
};

/** The files that a conversion needs. */
export function codecFiles(from: SourceFormat, to: ImageFormat, resized: boolean): readonly CodecFile[] {
  return [...new Set([decoders[from], encoders[to], ...(resized ? (["resize"] as const) : [])])];
}
