import type { ImageFormat } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";

export type ConvertOptions = {
  /** 1 to 100, for formats that lose. @default 90 for JPEG, 85 for WebP, 60 for AVIF */
  readonly quality?: number;
  /** px; what is narrower stays as it is. */
  readonly maxWidth?: number;
};

/** Whether images can be converted to a format here. */
export function canConvert(format: string): boolean {
  return ["jpg", "png", "webp", "avif"].includes(format);
}

/** An image in another format. @throws where no converter can run */
export async function convert(
  _bytes: Uint8Array,
  to: ImageFormat,
  _options: ConvertOptions,
  _services: Services,
): Promise<Uint8Array> {
  throw new Error(`cannot convert to ${to} yet`);
}
