import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "./budget.ts";

test("money that is set aside counts until it is settled", () => {
  const budget = createBudget(100_000);
  expect(budget.reserve(60_000)).toBe(true);
  expect(budget.reserve(60_000)).toBe(false);
  budget.settle(60_000, { spent: 0, perhaps: 0 });
  expect(budget.reserve(60_000)).toBe(true);
  budget.settle(60_000, { spent: 20_000, perhaps: 0 });
  expect(budget.reserve(80_000)).toBe(true);
  budget.settle(80_000, { spent: 0, perhaps: 80_000 });
  expect(budget.reserve(1)).toBe(false);
});

test("what an interrupted run has spent counts, and what is on its way does, even over the cap", () => {
  const budget = createBudget(100, { spent: 50, perhaps: 30 });
  budget.hold(40);
  expect(budget.reserve(0)).toBe(false);
  budget.settle(40, { spent: 10, perhaps: 0 });
  expect(budget.reserve(10)).toBe(true);
  expect(budget.reserve(1)).toBe(false);
});

const outcome = fc.record({
  price: fc.integer({ min: 0, max: 1_000_000 }),
  /** The part of the price that it came to. */
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom("spent", "perhaps", "free"),
  /** How many others end before the next begins. */
  ends: fc.integer({ min: 0, max: 5 }),
});

test("the cap is never passed, whatever calls cost and however many run at once", () => {
  const run = (
    cap: number,
    outcomes: readonly { price: number; part: number; how: string; ends: number }[],
  ) => {
    const budget = createBudget(cap);
    const running: (typeof outcomes)[number][] = [];
    const end = () => {
      const call = running.shift();
      if (!call) return;
      const cost = call.how === "free" ? 0 : Math.round(call.price * call.part);
      budget.settle(call.price, {
        spent: call.how === "spent" ? cost : 0,
        perhaps: call.how === "perhaps" ? cost : 0,
      });
    };
    for (const call of outcomes) {
      const fits = budget.spent + budget.perhaps + budget.reserved + call.price <= cap;
      expect(budget.reserve(call.price)).toBe(fits);
      if (fits) running.push(call);
      expect(budget.spent + budget.perhaps + budget.reserved).toBeLessThanOrEqual(cap);
      for (let n = 0; n < call.ends; n++) end();
    }
    while (running.length > 0) end();
    expect(budget.reserved).toBe(0);
    expect(budget.spent + budget.perhaps).toBeLessThanOrEqual(cap);
  };
  fc.assert(fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.array(outcome, { maxLength: 60 }), run));
});
