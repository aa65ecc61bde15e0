import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { png } from "../../test/images.ts";
import { planSize } from "../index.ts";

const floor = 3_686_400;
const ceiling = 16_777_216;
const run = { seed: 4, numRuns: 1500 };
const plan45 = (input: object) => planSize("seedream-4.5" as string, { prompt: "x", ...input });

/** Every box of whole steps, tried one by one: the least area over the floor within 2 % of the ratio. */
function smallestArea(ratio: number): number | undefined {
  let least: number | undefined;
  for (let columns = 1; columns <= 64; columns++) {
    for (let rows = 1; rows <= 64; rows++) {
      const [width, height] = [columns * 64, rows * 64];
      const area = width * height;
      if (area < floor || area > ceiling) continue;
      if (Math.abs(width / height - ratio) > 0.02 * ratio * (1 + 1e-12)) continue;
      if (least === undefined || area < least) least = area;
    }
  }
  return least;
}

function expectLegal({ width, height }: { width: number; height: number }): void {
  expect(width % 64).toBe(0);
  expect(height % 64).toBe(0);
  expect(width * height).toBeGreaterThanOrEqual(floor);
  expect(width * height).toBeLessThanOrEqual(ceiling);
}

function expectSmallest(plan: ReturnType<typeof plan45>, ratio: number): void {
  const least = smallestArea(ratio);
  if (least === undefined) return;
  expect(plan.width * plan.height).toBe(least);
  expect(Math.abs(plan.width / plan.height / ratio - 1)).toBeLessThanOrEqual(0.02 * (1 + 1e-12));
}

describe("a 4.5 plan is legal, and where it is scaled up the smallest there is", () => {
  test("for custom sides", () => {
    const side = fc.oneof(fc.integer({ min: 1024, max: 4096 }), fc.integer({ min: 1024, max: 2300 }));
    fc.assert(
      fc.property(side, side, (width, height) => {
        const plan = plan45({ size: "custom", width, height });
        expectLegal(plan);
        if (plan.scaledUp) expectSmallest(plan, width / height);
        else {
          expect(Math.abs(plan.width - width)).toBeLessThanOrEqual(32);
          expect(Math.abs(plan.height - height)).toBeLessThanOrEqual(32);
        }
      }),
      run,
    );
  });

  test("for every preset and the ratio of any reference from 1:16 to 16:1", () => {
    const sides = fc
      .tuple(fc.integer({ min: 64, max: 8000 }), fc.double({ min: -4, max: 4, noNaN: true }))
      .map(([width, power]) => ({ width, height: Math.max(1, Math.round(width * 2 ** power)) }))
      .filter(({ width, height }) => width / height <= 16 && height / width <= 16);
    fc.assert(
      fc.property(fc.constantFrom("1K", "2K", "4K"), sides, (size, { width, height }) => {
        const plan = plan45({ size, image_input: [png(width, height)] });
        expectLegal(plan);
        expect(plan.certainty).toBe("estimate");
        if (plan.scaledUp) expectSmallest(plan, width / height);
        else expect(Math.max(plan.width, plan.height)).toBe(size === "4K" ? 4096 : 2048);
      }),
      run,
    );
  });

  test("for the eight ratios at 1K and 2K", () => {
    for (const ratio of ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]) {
      const [a = 1, b = 1] = ratio.split(":").map(Number);
      for (const size of ["1K", "2K"]) {
        const plan = plan45({ size, aspect_ratio: ratio });
        expectLegal(plan);
        if (plan.scaledUp) expectSmallest(plan, a / b);
      }
    }
  });
});

test("a 4.0 custom plan is within 32 px of what was asked, in multiples of 64, ties upwards", () => {
  const side = fc.integer({ min: 1024, max: 4096 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const plan = planSize("seedream-4", { prompt: "x", size: "custom", width, height });
      for (const [planned, asked] of [
        [plan.width, width],
        [plan.height, height],
      ] as const) {
        expect(planned % 64).toBe(0);
        expect(planned - asked).toBeGreaterThan(-32);
        expect(planned - asked).toBeLessThanOrEqual(32);
      }
    }),
    run,
  );
});
