import { embedProvenance } from "@seedkit/batch/manifest";
import type { GeneratedImage } from "@seedkit/core";
import { extensionOf, formatOfPath, mediaTypeOf, splitExtension } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";

/** An image, and its path with the extension that is true of it. */
type Formatted = GeneratedImage & { readonly path: string };

/** Whether a path asks for another format than the image has, and one that may be made. */
export function mustConvert(path: string, { mediaType }: GeneratedImage): boolean {
  const format = formatOfPath(path);
  return format !== undefined && format !== "foreign" && mediaTypeOf(format) !== mediaType;
}

/** An image as its path asks for. Where nothing can make that, as it is, under its real extension. */
export async function makeFormat(
  services: Services,
  original: GeneratedImage,
  path: string,
  provenance: { readonly prompt: string; readonly model: string },
): Promise<Formatted> {
  const noted = (image: GeneratedImage, at: string): Formatted => ({
    ...image,
    bytes: embedProvenance(image.bytes, provenance),
    path: at,
  });
  const format = formatOfPath(path);
  if (format === undefined) return noted(original, path);
  if (format !== "foreign") {
    if (mediaTypeOf(format) === original.mediaType) return noted(original, path);
    try {
      const { convert } = await import("./convert.ts");
      const bytes = await convert(original.bytes, format, {}, services);
      return noted({ ...original, bytes, mediaType: mediaTypeOf(format) }, path);
    } catch (error) {
      services.log.warn(`${path}: no conversion to ${format}: ${String(error)}`);
    }
  }
  return noted(original, `${splitExtension(path).stem}.${extensionOf(original.mediaType)}`);
}
