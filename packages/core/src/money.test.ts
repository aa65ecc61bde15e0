import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimate } from "./index.ts";
import { costRange, dollars, formatMicros, money, sumCosts } from "./money.ts";

const run = { seed: 9, numRuns: 2000 };
const micros = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe("formatMicros", () => {
  test.each([
    [0, "$0.00"],
    [-0, "$0.00"],
    [-0.4, "$0.00"],
    [1, "$0.000001"],
    [40_000, "$0.04"],
    [35_000, "$0.035"],
    [1_000_000, "$1.00"],
    [1_500_000, "$1.50"],
    [-35_000, "-$0.035"],
    [12_345_678_900, "$12345.6789"],
  ])("%d is %s", (amount, text) => {
    expect(formatMicros(amount)).toBe(text);
  });

  test("shows two to six decimals and loses nothing", () => {
    fc.assert(
      fc.property(micros, (amount) => {
        const text = formatMicros(amount);
        expect(text).toMatch(/^-?\$\d+\.\d{2,6}$/);
        expect(text).not.toMatch(/\.\d{2,}0$/);
        const [whole = "", fraction = ""] = text.replace(/^-?\$/, "").split(".");
        const back = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
        expect(Number(text.startsWith("-") ? -back : back)).toBe(amount === 0 ? 0 : amount);
      }),
      run,
    );
  });
});

test("dollars as the API tells them are rounded to a micro-dollar", () => {
  expect(dollars(0.04)).toEqual({ micros: 40_000, formatted: "$0.04" });
  expect(dollars(0.1 + 0.2)).toEqual({ micros: 300_000, formatted: "$0.30" });
  expect(dollars(1e-9)).toEqual({ micros: 0, formatted: "$0.00" });
});

test("a range shows both ends only where they differ, and sums end by end", () => {
  expect(costRange(40_000, 40_000).formatted).toBe("$0.04");
  expect(costRange(40_000, 160_000).formatted).toBe("$0.04-$0.16");
  expect(sumCosts([]).max).toEqual(money(0));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000))), (pairs) => {
      const sum = sumCosts(pairs.map(([least, more]) => costRange(least, least + more)));
      expect(sum.min.micros).toBe(pairs.reduce((total, [least]) => total + least, 0));
      expect(sum.max.micros).toBe(pairs.reduce((total, [least, more]) => total + least + more, 0));
    }),
    run,
  );
});

test.each([
  ["seedream-4.5", {}, 40_000, 40_000],
  ["seedream-4", {}, 35_000, 35_000],
  ["seedream-4.5", { max_images: 15 }, 40_000, 40_000],
  ["seedream-4.5", { max_images: 4, sequential_image_generation: "auto" }, 40_000, 160_000],
  ["seedream-4", { max_images: 15, sequential_image_generation: "auto" }, 35_000, 525_000],
])("%s with %j costs %d to %d micro-dollars", (model: string, input, min, max) => {
  expect(estimate(model, { prompt: "x", ...input })).toMatchObject({
    min: { micros: min },
    max: { micros: max },
  });
});
