import avifEncoder from "@jsquash/avif/codec/enc/avif_enc.js";
import { defaultOptions as avifDefaults } from "@jsquash/avif/meta.js";
import jpegDecoder from "@jsquash/jpeg/codec/dec/mozjpeg_dec.js";
import jpegEncoder from "@jsquash/jpeg/codec/enc/mozjpeg_enc.js";
import { defaultOptions as jpegDefaults } from "@jsquash/jpeg/meta.js";
import { initEmscriptenModule } from "@jsquash/jpeg/utils.js";
import initPng, { decode as decodePng, encode as encodePng } from "@jsquash/png/codec/pkg/squoosh_png.js";
import initResize, { resize } from "@jsquash/resize/lib/resize/pkg/squoosh_resize.js";
import webpDecoder from "@jsquash/webp/codec/dec/webp_dec.js";
import webpEncoder from "@jsquash/webp/codec/enc/webp_enc_simd.js";
import { defaultOptions as webpDefaults } from "@jsquash/webp/meta.js";
import type { ImageFormat } from "../saving/image-format.ts";
import type { CodecFile, SourceFormat } from "./codecs.ts";

export type Conversion = {
  readonly bytes: Uint8Array;
  readonly from: SourceFormat;
  readonly to: ImageFormat;
  /** 1 to 100, for formats that lose. @default no difference is seen at the usual distance */
  readonly quality?: number;
  /** px; what is narrower stays as it is. */
  readonly maxWidth?: number;
  /** The files that it needs. */
  readonly files: Readonly<Partial<Record<CodecFile, Uint8Array>>>;
};

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };
// Without an answer some look for their file beside the script, which has no address here.
const locateFile = (path: string) => path;
const start: typeof initEmscriptenModule = (factory, module) =>
  initEmscriptenModule(factory, module, { locateFile });

type Load = (name: CodecFile) => Promise<WebAssembly.Module>;

/** Decodes and encodes. Takes seconds for a large image: in a thread of its own. */
export async function convertImage(conversion: Conversion): Promise<Uint8Array> {
  const load: Load = async (name) => {
    const bytes = conversion.files[name];
    if (!bytes) throw new Error(`no ${name}`);
    return WebAssembly.compile(bytes as BufferSource);
  };
  const decoded = await decode(conversion, load);
  const pixels = await narrow(decoded, conversion.maxWidth, load);
  return encode(pixels, conversion, load);
}

async function decode({ from, bytes }: Conversion, load: Load): Promise<Pixels> {
  switch (from) {
    case "jpg": {
      const { decode } = await start(jpegDecoder, await load("jpeg-decode"));
      // Upright, as browsers show it: what is written holds no such note.
      return known(decode(bytes as BufferSource, true));
    }
    case "png":
      await initPng(await load("png"));
      return decodePng(bytes);
    case "webp": {
      const { decode } = await start(webpDecoder, await load("webp-decode"));
      return known(decode(bytes as BufferSource));
    }
  }
}

async function narrow(pixels: Pixels, maxWidth: number | undefined, load: Load): Promise<Pixels> {
  if (maxWidth === undefined || pixels.width <= maxWidth) return pixels;
  const height = Math.max(1, Math.round((pixels.height * maxWidth) / pixels.width));
  await initResize(await load("resize"));
  const lanczos = 3;
  const data = resize(bytesOf(pixels), pixels.width, pixels.height, maxWidth, height, lanczos, true, true);
  return { data, width: maxWidth, height };
}

async function encode(pixels: Pixels, { to, quality }: Conversion, load: Load): Promise<Uint8Array> {
  const { width, height } = pixels;
  const data = bytesOf(pixels);
  switch (to) {
    case "png":
      await initPng(await load("png"));
      return encodePng(data, width, height, 8);
    case "jpg": {
      const module = await start(jpegEncoder, await load("jpeg-encode"));
      return known(module.encode(onWhite(data), width, height, { ...jpegDefaults, quality: quality ?? 90 }));
    }
    case "webp": {
      const module = await start(webpEncoder, await load("webp-encode"));
      return known(module.encode(data, width, height, { ...webpDefaults, quality: quality ?? 85 }));
    }
    case "avif": {
      const module = await start(avifEncoder, await load("avif-encode"));
      return known(module.encode(data, width, height, { ...avifDefaults, quality: quality ?? 60, speed: 8 }));
    }
  }
}

const bytesOf = ({ data }: Pixels) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** JPEG has no transparency: what shines through is white. */
function onWhite(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const opaque = data.slice();
  for (let at = 0; at < opaque.length; at += 4) {
    const alpha = opaque[at + 3] ?? 255;
    if (alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel++)
      opaque[channel] = Math.round(((opaque[channel] ?? 0) * alpha) / 255 + 255 - alpha);
    opaque[at + 3] = 255;
  }
  return opaque;
}

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error("the image cannot be read");
  return value;
}
