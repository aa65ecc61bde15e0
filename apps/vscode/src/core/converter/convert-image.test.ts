import { readFileSync } from "node:fs";
import { readHeader } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import { codecSources } from "../../../build/codecs.ts";
import { png } from "../../../test/png.ts";
import { type CodecFile, codecFiles, type SourceFormat } from "./codecs.ts";
import { convertImage } from "./convert-image.ts";

const fileOf = (name: CodecFile) =>
  [name, new Uint8Array(readFileSync(new URL(import.meta.resolve(codecSources[name]))))] as const;

function convert(
  bytes: Uint8Array,
  from: SourceFormat,
  to: "jpg" | "png" | "webp" | "avif",
  options: { readonly maxWidth?: number; readonly quality?: number } = {},
) {
  const files = Object.fromEntries(codecFiles(from, to, options.maxWidth !== undefined).map(fileOf));
  return convertImage({ bytes, from, to, files, ...options });
}

describe("the codecs", () => {
  const red = png(64, 32, [200, 30, 20]);

  test("make every format of every other", async () => {
    const jpg = await convert(red, "png", "jpg");
    expect(readHeader(jpg)).toEqual({ mediaType: "image/jpeg", width: 64, height: 32 });
    const webp = await convert(jpg, "jpg", "webp");
    expect(readHeader(webp)).toEqual({ mediaType: "image/webp", width: 64, height: 32 });
    const back = await convert(webp, "webp", "png");
    expect(readHeader(back)).toEqual({ mediaType: "image/png", width: 64, height: 32 });
    expect(readHeader(await convert(back, "png", "avif"))?.mediaType).toBe("image/avif");
  });

  test("make an image narrower, never wider", async () => {
    expect(readHeader(await convert(red, "png", "png", { maxWidth: 20 }))).toMatchObject({
      width: 20,
      height: 10,
    });
    expect(readHeader(await convert(red, "png", "png", { maxWidth: 200 }))).toMatchObject({ width: 64 });
  });

  test("say that a damaged image cannot be read", async () => {
    await expect(convert(red.subarray(0, 60), "png", "jpg")).rejects.toThrow();
    await expect(convert(red, "jpg", "png")).rejects.toThrow();
  });
});
