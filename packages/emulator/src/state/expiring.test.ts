import { expect, test } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { createExpiring } from "./expiring.ts";

test("a value is there until its time, whatever was kept before and after it", () => {
  const clock = createVirtualClock();
  const kept = createExpiring<number>(clock);
  const start = clock.now();
  kept.set("late", 1, start + 100_000);
  kept.set("early", 2, start + 1_000);
  expect([kept.get("late"), kept.get("early")]).toEqual([1, 2]);
  clock.advance(1_000);
  expect([kept.get("late"), kept.get("early")]).toEqual([1, undefined]);
  clock.advance(98_999);
  kept.set("next", 3, start + 200_000);
  expect([kept.get("late"), kept.get("next")]).toEqual([1, 3]);
  clock.advance(1);
  expect([kept.get("late"), kept.get("next")]).toEqual([undefined, 3]);
});
