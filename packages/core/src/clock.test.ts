import { afterEach, expect, test, vi } from "vitest";
import { createManualClock } from "../test/manual-clock.ts";
import { systemClock, wait } from "./clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a wait ends when its time has come, and not before", async () => {
  const clock = createManualClock();
  let done = false;
  const waiting = wait(clock, 1000).then(() => {
    done = true;
  });
  clock.advance(999);
  await Promise.resolve();
  expect(done).toBe(false);
  clock.advance(1);
  await waiting;
  expect(clock.pending()).toBe(0);
});

test("an abort ends a wait at once, with its reason and without a timer", async () => {
  const clock = createManualClock();
  const controller = new AbortController();
  const waiting = wait(clock, 1000, controller.signal);
  controller.abort("enough");
  await expect(waiting).rejects.toBe("enough");
  expect(clock.pending()).toBe(0);
  await expect(wait(clock, 1000, controller.signal)).rejects.toBe("enough");
  expect(clock.pending()).toBe(0);
});

test("the machine's clock does not fire at once for a delay its timers cannot hold", () => {
  vi.useFakeTimers();
  let fired = false;
  const cancel = systemClock.after(1e15, () => {
    fired = true;
  });
  vi.advanceTimersByTime(1_000_000_000);
  expect(fired).toBe(false);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
});
