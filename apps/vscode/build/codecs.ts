import { copyFile, mkdir } from "node:fs/promises";
import type { CodecFile } from "../src/core/converter/codecs.ts";

/** Where each codec comes from. */
export const codecSources: Readonly<Record<CodecFile, string>> = {
  "jpeg-decode": "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm",
  "jpeg-encode": "@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm",
  png: "@jsquash/png/codec/pkg/squoosh_png_bg.wasm",
  "webp-decode": "@jsquash/webp/codec/dec/webp_dec.wasm",
  "webp-encode": "@jsquash/webp/codec/enc/webp_enc_simd.wasm",
  "avif-encode": "@jsquash/avif/codec/enc/avif_enc.wasm",
  resize: "@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm",
};

// What travels along has to bring its licence.
const licences = {
  LICENSE: "@jsquash/jpeg/LICENSE",
  "LICENSE.mozjpeg.md": "@jsquash/jpeg/codec/LICENSE.codec.md",
  "LICENSE.png.md": "@jsquash/png/codec/LICENSE.codec.md",
  "LICENSE.webp.md": "@jsquash/webp/codec/LICENSE.codec.md",
};

/** Puts the codecs beside the code: they are read when an image has to be converted. */
export async function copyCodecs(root: URL): Promise<void> {
  const folder = new URL("dist/wasm/", root);
  await mkdir(folder, { recursive: true });
  for (const [name, source] of Object.entries(codecSources))
    await copyFile(new URL(import.meta.resolve(source)), new URL(`${name}.wasm`, folder));
  for (const [name, source] of Object.entries(licences))
    await copyFile(new URL(import.meta.resolve(source)), new URL(name, folder));
}
