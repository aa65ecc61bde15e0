import fc from "fast-check";
import { expect, test } from "vitest";
import { closestRatio, parseRatio } from "./ratios.ts";

const ratios = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"];

test.each([
  ["1:1", 1],
  ["16:9", 16 / 9],
  ["2.35:1", 2.35],
])("%s is a ratio", (text, value) => {
  expect(parseRatio(text)).toBe(value);
});

test.each(["", "1", "1:0", "0:1", "0:0", "-1:1", "1:1:1", "a:b", "1: 1", "match_input_image", "1e9:1"])(
  "%j is none",
  (text) => {
    expect(parseRatio(text)).toBeUndefined();
  },
);

test.each([
  [1000, 600, "16:9"],
  [600, 1000, "9:16"],
  [1024, 1024, "1:1"],
  [5000, 1000, "21:9"],
  [1, 100, "9:16"],
  [1500, 1000, "3:2"],
])("%i x %i is closest to %s", (width, height, ratio) => {
  expect(closestRatio(width, height, ratios)).toBe(ratio);
});

test("turning a box turns its ratio, where the list has both", () => {
  const both = ratios.filter((ratio) => ratio !== "21:9");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9000 }), (width, height) => {
      const turned = closestRatio(height, width, both)?.split(":").reverse().join(":");
      expect(closestRatio(width, height, both)).toBe(turned);
    }),
    { seed: 14, numRuns: 1000 },
  );
});

test("without a ratio in the list there is none", () => {
  expect(closestRatio(1, 1, [])).toBeUndefined();
  expect(closestRatio(1, 1, ["match_input_image"])).toBeUndefined();
});
