import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  container,
  gif,
  jpeg,
  png,
  segment,
  webpExtended,
  webpLossless,
  webpLossy,
} from "../../test/images.ts";
import { readHeader } from "./header.ts";

const run = { seed: 3, numRuns: 2000 };
const exif = segment(0xe1, [...Buffer.from("Exif\0\0"), ...Array<number>(40).fill(0xc0)]);
const jfif = segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const tables = [...segment(0xdb, Array<number>(65).fill(1)), ...segment(0xc4, Array<number>(20).fill(0))];

const makers = {
  "image/png": png,
  "image/gif": gif,
  "image/jpeg": (width: number, height: number) => jpeg(width, height, { before: [...jfif, ...tables] }),
  lossy: webpLossy,
  lossless: webpLossless,
  extended: webpExtended,
};

describe("readHeader", () => {
  test.each([
    ["PNG", png(2496, 1664), "image/png", 2496, 1664],
    ["GIF", gif(320, 200), "image/gif", 320, 200],
    ["lossy WebP", webpLossy(1600, 900), "image/webp", 1600, 900],
    ["lossless WebP", webpLossless(16_383, 1), "image/webp", 16_383, 1],
    ["extended WebP", webpExtended(16_384, 12_000), "image/webp", 16_384, 12_000],
    ["baseline JPEG", jpeg(2048, 1152), "image/jpeg", 2048, 1152],
    ["progressive JPEG", jpeg(640, 480, { frame: 0xc2 }), "image/jpeg", 640, 480],
    ["JPEG with Exif", jpeg(6240, 2656, { before: [...jfif, ...exif] }), "image/jpeg", 6240, 2656],
    ["JPEG with tables first", jpeg(9, 7, { before: tables }), "image/jpeg", 9, 7],
    ["JPEG with fill bytes", jpeg(9, 7, { before: [0xff, 0xff, 0xff] }), "image/jpeg", 9, 7],
    ["JPEG with lone markers", jpeg(9, 7, { before: [0xff, 0x01, 0xff, 0xd0] }), "image/jpeg", 9, 7],
    ["AVIF", container("avif"), "image/avif", 0, 0],
    ["HEIC", container("heic"), "image/heic", 0, 0],
    ["HEIF", container("mif1"), "image/heic", 0, 0],
  ])("%s", (_, bytes, mediaType, width, height) => {
    expect(readHeader(bytes)).toEqual({ mediaType, width, height });
  });

  test("the bytes are only read: those of a Buffer, too", () => {
    for (const make of Object.values(makers)) {
      const bytes = Buffer.from(make(300, 200));
      expect(readHeader(bytes)).toMatchObject({ width: 300, height: 200 });
      expect(bytes.equals(make(300, 200))).toBe(true);
    }
  });

  test("a frame's marker inside an Exif segment is not taken for the frame", () => {
    const thumbnail = segment(0xe1, [0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    expect(readHeader(jpeg(4096, 2304, { before: thumbnail }))).toMatchObject({ width: 4096, height: 2304 });
  });

  test.each([
    ["nothing", ""],
    ["HTML", "<!doctype html><title>502</title>"],
    ["JSON", '{"error":"no"}'],
    ["a RIFF that is sound", "RIFF\0\0\0\0WAVEfmt "],
    ["a video", "\0\0\0\u0018ftypisom"],
  ])("%s is no image", (_, text) => {
    expect(readHeader(new TextEncoder().encode(text))).toBeUndefined();
  });

  test("a header that is cut off tells no size rather than a wrong one", () => {
    for (const [kind, make] of Object.entries(makers)) {
      const whole = make(2049, 1281);
      for (let length = 0; length < whole.length; length++) {
        const header = readHeader(whole.subarray(0, length));
        if (header && header.width + header.height > 0) {
          expect({ kind, length, ...header }).toMatchObject({ width: 2049, height: 1281 });
        }
      }
    }
  });

  test("every size a format can hold is read back", () => {
    const side = fc.integer({ min: 1, max: 16_383 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(makers)), side, side, (make, width, height) => {
        expect(readHeader(make(width, height))).toMatchObject({ width, height });
      }),
      run,
    );
  });

  test("random bytes after any beginning never throw", () => {
    const beginnings = [
      ...Object.values(makers).map((make) => make(3, 5)),
      container("avif"),
      new Uint8Array(),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.nat(40),
        fc.uint8Array({ maxLength: 200 }),
        (start, keep, rest) => {
          const header = readHeader(Uint8Array.from([...start.subarray(0, keep), ...rest]));
          if (header)
            for (const side of [header.width, header.height]) expect(side).toBeGreaterThanOrEqual(0);
        },
      ),
      { ...run, numRuns: 10_000 },
    );
  });

  test("a long run of fill bytes ends", () => {
    expect(readHeader(new Uint8Array(1_000_000).fill(0xff).fill(0xd8, 1, 2))).toEqual({
      mediaType: "image/jpeg",
      width: 0,
      height: 0,
    });
  });
});
