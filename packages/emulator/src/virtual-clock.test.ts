import { setImmediate } from "node:timers/promises";
import { systemClock, wait } from "@seedkit/core";
import { expect, test } from "vitest";
import { createVirtualClock, isVirtual } from "./virtual-clock.ts";

test("time jumps to the next timer when nothing else is left to do", async () => {
  const clock = createVirtualClock({ start: 0 });
  const seen: number[] = [];
  await Promise.all(
    [3_600_000, 5, 90_000].map(async (ms) => {
      await wait(clock, ms);
      seen.push(clock.now());
    }),
  );
  expect(seen).toEqual([5, 90_000, 3_600_000]);
});

test("a hold stops time, and giving it back twice does no harm", async () => {
  const clock = createVirtualClock({ start: 0 });
  const free = clock.busy();
  const other = clock.busy();
  const waited = wait(clock, 10);
  free();
  free();
  for (let turn = 0; turn < 50; turn++) await setImmediate();
  expect(clock.now()).toBe(0);
  other();
  await waited;
  expect(clock.now()).toBe(10);
});

test("advance fires what lies on the way, in its order, and nothing beyond", () => {
  const clock = createVirtualClock({ start: 0 });
  const free = clock.busy();
  const seen: string[] = [];
  clock.after(20, () => seen.push("b"));
  clock.after(10, () => {
    seen.push("a");
    clock.after(5, () => seen.push("a5"));
  });
  const cancel = clock.after(12, () => seen.push("never"));
  clock.after(31, () => seen.push("later"));
  cancel();
  clock.advance(30);
  free();
  expect([seen, clock.now()]).toEqual([["a", "a5", "b"], 30]);
});

test("it is told from the machine's clock", () => {
  expect([isVirtual(createVirtualClock()), isVirtual(systemClock)]).toEqual([true, false]);
});
