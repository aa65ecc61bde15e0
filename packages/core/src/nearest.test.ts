import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestWord } from "./nearest.ts";

const models = ["seedream-4", "seedream-4.5"];
const run = { seed: 2, numRuns: 300 };

describe("nearestWord", () => {
  test.each([
    ["seedream-45", "seedream-4.5"],
    ["seedream-4-5", "seedream-4.5"],
    ["Seedream 4.5", "seedream-4.5"],
    ["seedream4", "seedream-4"],
    ["seedream-4.0", "seedream-4"],
    ["seedrem-4.5", "seedream-4.5"],
  ])("%s means %s", (typed, meant) => {
    expect(nearestWord(typed, models)).toBe(meant);
  });

  test("another word altogether is no typing error", () => {
    expect(nearestWord("flux", models)).toBeUndefined();
    expect(nearestWord("", models)).toBeUndefined();
    expect(nearestWord("seed", [])).toBeUndefined();
  });

  test("a word of the list is always its own nearest", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 1, maxLength: 8 }),
        (words) => {
          for (const word of words) expect(nearestWord(word, words)).toBe(word);
        },
      ),
      run,
    );
  });

  test("what it gives is of the list, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.array(fc.string({ maxLength: 12 })), (typed, words) => {
        const nearest = nearestWord(typed, words);
        if (nearest !== undefined) expect(words).toContain(nearest);
      }),
      run,
    );
  });
});
