import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256OfText } from "./sha256-text.ts";

const reference = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

test("is SHA-256 at every length around a block's end", () => {
  for (let length = 0; length < 200; length++) {
    const text = "a".repeat(length);
    expect(sha256OfText(text)).toBe(reference(text));
  }
  const long = "A red teapot. ".repeat(20_000);
  expect(sha256OfText(long)).toBe(reference(long));
});

test("is SHA-256 of any text in UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256OfText(text)).toBe(reference(text));
    }),
  );
});
