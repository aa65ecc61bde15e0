import fc from "fast-check";
import { expect, test } from "vitest";
import { createManualClock } from "../test/manual-clock.ts";
import { createLimiter } from "./limiter.ts";

const run = { seed: 7, numRuns: 150 };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("never more than N pass in any 60 seconds, in the order of asking, and none while paused", async () => {
  const steps = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant("pass" as const), abort: fc.boolean() }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("advance" as const), ms: fc.nat(40_000) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("pause" as const), ms: fc.nat(90_000) }) },
    ),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), steps, async (perMinute, plan) => {
      const clock = createManualClock();
      const limiter = createLimiter({ perMinute, clock });
      const passes: { index: number; at: number }[] = [];
      const asked: number[] = [];
      const pending: Promise<unknown>[] = [];
      let pausedUntil = 0;
      for (const [index, step] of plan.entries()) {
        if (step.kind === "advance") {
          const until = clock.now() + step.ms;
          while ((clock.dueAt() ?? until) < until) {
            clock.next();
            await turn();
          }
          clock.advance(until - clock.now());
        } else if (step.kind === "pause") {
          pausedUntil = Math.max(pausedUntil, clock.now() + step.ms);
          limiter.pauseUntil(clock.now() + step.ms);
        } else {
          const controller = new AbortController();
          const passed = limiter.pass({ signal: controller.signal }).then(
            () => {
              expect(clock.now()).toBeGreaterThanOrEqual(pausedUntil);
              passes.push({ index, at: clock.now() });
            },
            (reason) => {
              if (!step.abort) throw reason;
            },
          );
          if (step.abort) controller.abort();
          else asked.push(index);
          pending.push(passed);
        }
        await turn();
      }
      await turn();
      while (clock.next()) await turn();
      await Promise.all(pending);
      const times = passes.map(({ at }) => at);
      for (const [i, at] of times.entries()) {
        const ahead = times[i + perMinute];
        if (ahead !== undefined) expect(ahead - at).toBeGreaterThanOrEqual(60_000);
      }
      const order = passes.map(({ index }) => index).filter((index) => asked.includes(index));
      expect(order).toEqual(asked);
      expect(clock.pending()).toBe(0);
    }),
    run,
  );
});

test("never more than so many at once, in the order of asking, whoever leaves the line", async () => {
  const steps = fc.array(fc.constantFrom("enter", "enter", "abort", "leave", "leave twice"), {
    maxLength: 80,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), steps, async (concurrency, plan) => {
      const clock = createManualClock();
      const limiter = createLimiter({ concurrency, clock });
      const inside: (() => void)[] = [];
      const order: number[] = [];
      const line: { index: number; controller: AbortController }[] = [];
      for (const [index, step] of plan.entries()) {
        if (step === "enter") {
          const controller = new AbortController();
          line.push({ index, controller });
          void limiter.enter({ signal: controller.signal, deadline: clock.now() + 1e9 }).then(
            (release) => {
              order.push(index);
              line.splice(
                line.findIndex((waiting) => waiting.index === index),
                1,
              );
              inside.push(release);
            },
            () => {},
          );
        } else if (step === "abort") {
          line.pop()?.controller.abort();
        } else {
          const release = inside.shift();
          release?.();
          if (step === "leave twice") release?.();
        }
        await turn();
        expect(inside.length).toBeLessThanOrEqual(concurrency);
        // Nobody waits beside a free slot.
        if (line.length > 0) expect(inside.length).toBe(concurrency);
      }
      expect(order).toEqual([...order].sort((a, b) => a - b));
      for (const { controller } of line) controller.abort();
      await turn();
      expect(clock.pending()).toBe(0);
    }),
    run,
  );
});
