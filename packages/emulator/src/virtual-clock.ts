import type { Clock } from "@seedkit/core";

/** A clock whose time passes only when nothing else is left to do. */
export type VirtualClock = Clock & {
  /** Holds time still until what it returns is called: for work the clock cannot see, such as a thread's. */
  busy(): () => void;
  /** Moves time on by so many ms; every timer on the way fires in its order. */
  advance(ms: number): void;
};

type Timer = { readonly at: number; readonly callback: () => void };

// Promise chains through streams take a few turns of the event loop before they set their next timer.
const quietTurns = 10;

/** True for a clock made by {@link createVirtualClock}. */
export function isVirtual(clock: Clock): clock is VirtualClock {
  return "busy" in clock && typeof clock.busy === "function";
}

/**
 * Makes a clock for tests that must not wait: when the event loop has been idle for a few turns, time jumps to the
 * next timer. It sees neither sockets nor threads: give it to a client and an emulator in one process, and hold
 * `busy()` around anything else that takes real time.
 */
export function createVirtualClock({
  start = Date.UTC(2026, 0, 1),
}: {
  readonly start?: number;
} = {}): VirtualClock {
  const timers = new Set<Timer>();
  let now = start;
  let holds = 0;
  let quiet = 0;
  let watching = false;

  const next = () => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.at < first.at) first = timer;
    return first;
  };
  const fire = (timer: Timer) => {
    timers.delete(timer);
    now = Math.max(now, timer.at);
    timer.callback();
  };
  const turn = () => {
    quiet = holds > 0 ? 0 : quiet + 1;
    if (quiet > quietTurns) {
      quiet = 0;
      const timer = next();
      if (timer !== undefined) fire(timer);
    }
    watching = timers.size > 0 && holds === 0;
    if (watching) setImmediate(turn);
  };
  const watch = () => {
    quiet = 0;
    if (watching || holds > 0) return;
    watching = true;
    setImmediate(turn);
  };

  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      watch();
      return () => {
        timers.delete(timer);
        quiet = 0;
      };
    },
    busy() {
      holds += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        watch();
      };
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = next(); timer !== undefined && timer.at <= end; timer = next()) fire(timer);
      now = end;
    },
  };
}
