import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoff, createRetryBudget, decideRetry, defaultRetry } from "./retry.ts";

const run = { seed: 6, numRuns: 2000 };
const time = { now: 1_000_000, deadline: Number.POSITIVE_INFINITY };
const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const policies = fc.record({
  attempts: fc.integer({ min: 1, max: 12 }),
  ambiguous: fc.boolean(),
  baseMs: fc.integer({ min: 0, max: 60_000 }),
  maxMs: fc.integer({ min: 250, max: 120_000 }),
});
const failures = fc.record({
  retry: fc.constantFrom("never", "yes", "once", "ambiguous"),
  attempt: fc.integer({ min: 1, max: 50 }),
  sameClass: fc.integer({ min: 1, max: 50 }),
  retryAfterMs: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
});

describe("decideRetry", () => {
  test("never again what is final, or what may have been paid for and nobody asked to repeat", () => {
    fc.assert(
      fc.property(failures, policies, dice, (failure, policy, random) => {
        const final = failure.retry === "never" || (failure.retry === "ambiguous" && !policy.ambiguous);
        fc.pre(final);
        expect(decideRetry(failure, policy, time, () => random)).toEqual({ again: false });
      }),
      run,
    );
  });

  test("what may be repeated once, and what is ambiguous, never a second time", () => {
    fc.assert(
      fc.property(failures, policies, dice, (failure, policy, random) => {
        fc.pre(failure.retry !== "yes" && failure.sameClass > 1);
        expect(decideRetry(failure, { ...policy, ambiguous: true }, time, () => random).again).toBe(false);
      }),
      run,
    );
  });

  test("no wait is under the floor, over what the server asked, or over the longest backoff", () => {
    fc.assert(
      fc.property(failures, policies, dice, (failure, policy, random) => {
        const { waitMs } = decideRetry(failure, policy, time, () => random);
        if (waitMs === undefined) return;
        expect(waitMs).toBeGreaterThanOrEqual(250);
        if (failure.retryAfterMs === undefined) expect(waitMs).toBeLessThanOrEqual(policy.maxMs);
        else expect(waitMs).toBe(Math.max(250, failure.retryAfterMs));
      }),
      run,
    );
  });

  test("no wait passes the deadline, and no post passes the count", () => {
    fc.assert(
      fc.property(
        failures,
        policies,
        dice,
        fc.integer({ min: -10, max: 100_000 }),
        (failure, policy, random, left) => {
          const window = { now: 5000, deadline: 5000 + left };
          const decision = decideRetry(failure, policy, window, () => random);
          if (!decision.again) return;
          expect(window.now + (decision.waitMs ?? 0)).toBeLessThan(window.deadline);
          expect(failure.attempt).toBeLessThan(policy.attempts);
        },
      ),
      run,
    );
  });

  test("a wait past the deadline says when to come back", () => {
    const failure = { retry: "yes", attempt: 1, sameClass: 1, retryAfterMs: 60_000 } as const;
    expect(decideRetry(failure, defaultRetry, { now: 0, deadline: 30_000 }, () => 0)).toEqual({
      again: false,
      waitMs: 60_000,
    });
  });

  test("by default a call is posted four times at most, and a server error twice", () => {
    const decide = (retry: "yes" | "once", attempt: number) =>
      decideRetry({ retry, attempt, sameClass: attempt }, defaultRetry, time, () => 0).again;
    expect([1, 2, 3, 4].map((attempt) => decide("yes", attempt))).toEqual([true, true, true, false]);
    expect([1, 2].map((attempt) => decide("once", attempt))).toEqual([true, false]);
  });
});

describe("backoff", () => {
  test("doubles from 1 s up to 30 s, half of it random", () => {
    const full = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
    for (const [index, ms] of full.entries()) {
      expect(backoff(index + 1, defaultRetry, () => 0)).toBe(ms / 2);
      expect(backoff(index + 1, defaultRetry, () => 0.5)).toBe(ms * 0.75);
    }
  });

  test("stays finite after any number of attempts", () => {
    expect(backoff(10_000, defaultRetry, () => 0.999)).toBeLessThanOrEqual(30_000);
  });
});

describe("createRetryBudget", () => {
  test("gives so many retries, and one more for each success, never more than it holds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.boolean(), { maxLength: 200 }),
        (capacity, steps) => {
          const budget = createRetryBudget(capacity);
          let left = capacity;
          for (const take of steps) {
            if (take) {
              expect(budget.take()).toBe(left > 0);
              left = Math.max(0, left - 1);
            } else {
              budget.refill();
              left = Math.min(capacity, left + 1);
            }
          }
        },
      ),
      run,
    );
  });
});
