import type { Clock } from "./clock.ts";
import { createGate } from "./gate.ts";
import type { Limiter } from "./limiter.ts";

/** The limiter of a client that was given none: everyone passes, but for the pause that a 429 asks for. */
export function createPause(clock: Clock): Limiter {
  let until = 0;
  const gate = createGate(
    clock,
    () => until,
    () => {},
  );
  return {
    enter: async () => () => {},
    pass: gate.wait,
    pauseUntil(time) {
      until = Math.max(until, time);
      gate.open();
    },
  };
}
