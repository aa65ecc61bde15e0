import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GeneratedImage } from "@seedkit/core";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { entryOf, imageOf } from "../../test/entries.ts";
import type { OutputSpec } from "../manifest/entry.ts";
import { makeOutput } from "./convert.ts";
import { canConvertTo } from "./load-sharp.ts";
import { neededConversion } from "./needed-conversion.ts";
import { sha256 } from "./sha256.ts";

const spec = (outputs: Partial<OutputSpec>) => entryOf(outputs).outputs;
const metadata = (bytes: Uint8Array) => sharp(bytes).metadata();
const red = await imageOf("red");

const folder = await mkdtemp(join(tmpdir(), "seedkit-convert-"));
afterAll(() => rm(folder, { recursive: true }));
const place = async () => join(folder, randomUUID());

/** Makes an output from memory and from a file: both are the same, and nothing else is left. */
async function make(image: GeneratedImage, outputs: OutputSpec) {
  const before = await readdir(folder);
  const path = await place();
  await writeFile(path, image.bytes);
  const made = await makeOutput(image, outputs, undefined, place);
  const { bytes: _, ...header } = image;
  const { path: other, ...same } = await makeOutput({ ...header, path }, outputs, undefined, place);
  expect(made).toMatchObject(same);
  const bytes = await readFile(made.path);
  expect((await readFile(other)).equals(bytes)).toBe(true);
  expect(bytes.length).toBe(made.size);
  expect(sha256(bytes)).toBe(made.sha256);
  if (!outputs.quality) expect((await readdir(folder)).length).toBe(before.length + 3);
  return { ...made, bytes };
}

test("every format can be made where sharp is installed", async () => {
  for (const format of ["original", "jpg", "png", "webp", "avif"] as const) {
    expect(await canConvertTo(format)).toBe(true);
  }
  expect(await canConvertTo("bmp")).toBe(false);
});

describe("an output", () => {
  test.each([
    ["as it came", {}, false],
    ["of the format that came", { format: "jpg" }, false],
    ["of another format", { format: "png" }, true],
    ["narrower than it came", { maxWidth: 63 }, true],
    ["with room for it", { maxWidth: 64 }, false],
    ["with a quality of its own", { format: "jpg", quality: 90 }, true],
    ["with a quality and no format", { quality: 90 }, false],
  ] as const)("%s", async (_, outputs, converted) => {
    expect(neededConversion(red, spec(outputs)) !== undefined).toBe(converted);
    const made = await make(red, spec(outputs));
    expect(made.bytes.equals(red.bytes)).toBe(!converted);
  });

  test.each([
    ["jpg", "jpeg"],
    ["png", "png"],
    ["webp", "webp"],
    ["avif", "heif"],
  ] as const)("%s is made, and made smaller, never larger", async (format, name) => {
    const webp = await imageOf("green", { format: "webp" });
    const source = format === "webp" ? red : webp;
    const small = await make(source, spec({ format, maxWidth: 16 }));
    expect(small).toMatchObject({ width: 16, height: 8 });
    expect(await metadata(small.bytes)).toMatchObject({ format: name, width: 16, height: 8 });
    expect(await make(source, spec({ format, maxWidth: 5000 }))).toMatchObject({
      width: 64,
    });
  });

  test("a format that came and is only made smaller stays that format", async () => {
    const png = await imageOf("red", { format: "png" });
    const made = await make(png, spec({ maxWidth: 8 }));
    expect(made).toMatchObject({ mediaType: "image/png", width: 8, height: 4 });
  });

  test("a lower quality is a smaller file", async () => {
    const noise = await sharp({
      create: {
        width: 128,
        height: 128,
        channels: 3,
        background: "grey",
        noise: { type: "gaussian", mean: 128, sigma: 40 },
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer();
    const image = { bytes: noise, mediaType: "image/jpeg", width: 128, height: 128 } as const;
    for (const format of ["jpg", "webp", "avif"] as const) {
      const [low, high] = await Promise.all(
        [20, 95].map((quality) => make(image, spec({ format, quality }))),
      );
      expect(low?.bytes.length).toBeLessThan(high?.bytes.length ?? 0);
    }
  });

  test("transparency becomes white in a JPEG and stays in the others", async () => {
    const clear = await sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const image = { bytes: clear, mediaType: "image/png", width: 8, height: 8 } as const;
    const jpeg = await make(image, spec({ format: "jpg" }));
    expect((await sharp(jpeg.bytes).raw().toBuffer())[0]).toBe(255);
    const webp = await make(image, spec({ format: "webp" }));
    expect((await metadata(webp.bytes)).hasAlpha).toBe(true);
  });

  test("is upright and in sRGB, whatever the original says of itself", async () => {
    const turned = await sharp(red.bytes)
      .withMetadata({ orientation: 6 })
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    const made = await make({ ...red, bytes: turned }, spec({ format: "png" }));
    expect(made).toMatchObject({ width: 32, height: 64 });
    const told = await metadata(made.bytes);
    expect(told).toMatchObject({ width: 32, height: 64, space: "srgb", hasProfile: false });
    expect(told.orientation ?? 1).toBe(1);
  });
});
