import { type Clock, systemClock } from "./clock.ts";
import { createGate, type Wait } from "./gate.ts";

export { LimiterDeadline, type Wait } from "./gate.ts";

/**
 * Shares one account's concurrency and rate between calls. `enter` and `pass` reject with the signal's reason
 * when it aborts, and with a `LimiterDeadline` when the deadline comes first.
 */
export type Limiter = {
  /** Waits for a free slot; call what it returns to give the slot back. */
  enter(wait?: Wait): Promise<() => void>;
  /** Waits until the rate and any pause allow one more request. */
  pass(wait?: Wait): Promise<void>;
  /** Nobody passes before this time (ms since 1970). An earlier time never shortens a pause. */
  pauseUntil(time: number): void;
};

export type LimiterOptions = {
  /** Calls at once. @default no limit */
  readonly concurrency?: number | undefined;
  /** Requests in any 60 seconds. @default no limit */
  readonly perMinute?: number | undefined;
  readonly clock?: Clock | undefined;
};

const windowMs = 60_000;

/** Makes a limiter. First come, first served. @throws RangeError for a limit under 1 */
export function createLimiter({ concurrency, perMinute, clock = systemClock }: LimiterOptions = {}): Limiter {
  for (const [name, limit] of Object.entries({ concurrency, perMinute })) {
    if (limit !== undefined && !(limit >= 1)) throw new RangeError(`${name} must be 1 or more, not ${limit}`);
  }
  let active = 0;
  let pausedUntil = 0;
  // The passes of the last minute, oldest first: a sliding window, which no burst can get around.
  const passes: number[] = [];

  const slots = createGate(
    clock,
    () => (concurrency === undefined || active < Math.floor(concurrency) ? 0 : Number.POSITIVE_INFINITY),
    () => {
      active++;
    },
  );
  const rate = createGate(
    clock,
    () => {
      const oldest = perMinute === undefined ? undefined : passes[passes.length - Math.floor(perMinute)];
      return Math.max(pausedUntil, oldest === undefined ? 0 : oldest + windowMs);
    },
    () => {
      if (perMinute === undefined) return;
      passes.push(clock.now());
      if (passes.length > perMinute) passes.shift();
    },
  );

  return {
    async enter(wait) {
      await slots.wait(wait);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        active--;
        slots.open();
      };
    },
    pass: (wait) => rate.wait(wait),
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time);
      rate.open();
    },
  };
}
