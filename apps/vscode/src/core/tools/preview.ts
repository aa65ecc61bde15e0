import { readHeader } from "@seedkit/core";
import { type CodecFile, codecFiles } from "../converter/codecs.ts";
import { convertImage } from "../converter/convert-image.ts";
import { extensionOf } from "../saving/image-format.ts";

// px: a model sees no more in a picture.
const widths = [1568, 1024, 512] as const;

/** Makes a smaller JPEG of a picture, in this very thread. `load`: reads a codec. */
export function createPreview(load: (name: CodecFile) => Promise<Uint8Array>) {
  return async ({ bytes }: { readonly bytes: Uint8Array }, maxBytes: number) => {
    const header = readHeader(bytes);
    const from = header && extensionOf(header.mediaType as "image/jpeg");
    if (from !== "jpg" && from !== "png" && from !== "webp") return undefined;
    const names = codecFiles(from, "jpg", true);
    const files = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await load(name)] as const)),
    );
    for (const maxWidth of widths) {
      const small = await convertImage({ bytes, from, to: "jpg", files, maxWidth, quality: 82 });
      if (small.length <= maxBytes) return { bytes: small, mediaType: "image/jpeg" };
    }
    return undefined;
  };
}
