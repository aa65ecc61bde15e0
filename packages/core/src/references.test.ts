import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { png } from "../test/images.ts";
import { contentHash } from "./content-hash.ts";
import { base64Bytes, dataUriBytes, isBytes, needsUpload, referenceSize, toBase64 } from "./references.ts";

const run = { seed: 11, numRuns: 1000 };

describe("base64", () => {
  test("is the platform's own, and comes back as it was", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64"));
        expect(base64Bytes(text)).toEqual(bytes);
        expect(base64Bytes(Buffer.from(bytes).toString("base64url"))).toEqual(bytes);
        expect(dataUriBytes(`data:image/png;base64,${text}`)).toEqual(bytes);
      }),
      run,
    );
  });

  test("of a large image is encoded whole", () => {
    const bytes = new Uint8Array(3_000_001).map((_, index) => index * 7);
    expect(base64Bytes(toBase64(bytes))).toEqual(bytes);
  });
});

describe("a data URI", () => {
  test.each([
    ["data:,hello", "hello"],
    ["data:text/plain,a%20b", "a b"],
    ["DATA:text/plain;BASE64,aGVsbG8=", "hello"],
    ["data:text/plain;charset=utf-8;base64,aGVs\nbG8=", "hello"],
  ])("%j holds %j", (uri, text) => {
    expect(new TextDecoder().decode(dataUriBytes(uri))).toBe(text);
  });

  test.each(["", "hello", "data:", "data:image/png;base64", "data:x;base64,@@", "data:,%E0%A4%A"])(
    "%j is broken, not an error",
    (uri) => {
      expect(dataUriBytes(uri)).toBeUndefined();
    },
  );
});

test("what has to be uploaded is what is no web address", () => {
  expect(needsUpload("https://example.com/a.png")).toBe(false);
  for (const reference of ["data:,x", "DATA:,x", new Uint8Array(1), Buffer.from("x"), new Blob(["x"])]) {
    expect(needsUpload(reference)).toBe(true);
  }
  expect(isBytes(new Blob())).toBe(true);
  for (const value of ["", null, undefined, {}, [], new ArrayBuffer(1)]) expect(isBytes(value)).toBe(false);
});

test("a reference's size is known where its bytes are at hand", () => {
  expect(referenceSize(png(30, 20))).toEqual({ width: 30, height: 20 });
  expect(referenceSize(`data:image/png;base64,${toBase64(png(30, 20))}`)).toEqual({ width: 30, height: 20 });
  for (const reference of ["https://example.com/a.png", new Blob([png(30, 20)]), "data:,x"]) {
    expect(referenceSize(reference)).toBe(true);
  }
});

describe("contentHash", () => {
  test("is the same for the same bytes, and another for others", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), (a, b) => {
        expect(contentHash(a)).toBe(contentHash(Uint8Array.from(a)));
        expect(contentHash(a) === contentHash(b)).toBe(Buffer.compare(a, b) === 0);
      }),
      { ...run, numRuns: 5000 },
    );
  });

  test("tells apart what differs in one bit, wherever it is", () => {
    const bytes = png(640, 480);
    const seen = new Set([contentHash(bytes)]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const other = Uint8Array.from(bytes);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      seen.add(contentHash(other));
    }
    expect(seen.size).toBe(bytes.length * 8 + 1);
  });

  test("does not depend on where the bytes lie in their buffer", () => {
    const whole = new Uint8Array([9, 9, 1, 2, 3, 9]);
    expect(contentHash(whole.subarray(2, 5))).toBe(contentHash(new Uint8Array([1, 2, 3])));
  });
});
