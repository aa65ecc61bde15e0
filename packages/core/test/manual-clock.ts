import type { Clock } from "../src/clock.ts";

type Timer = { readonly at: number; readonly order: number; readonly callback: () => void };

export type ManualClock = Clock & {
  /** Goes forward so many ms and fires what is due, in order. */
  advance(ms: number): void;
  /** Goes to the next timer and fires it; false where there is none. */
  next(): boolean;
  /** When the next timer is due. */
  dueAt(): number | undefined;
  /** Timers that are neither fired nor taken back. */
  pending(): number;
};

/** A clock that stands still until it is told to go on. */
export function createManualClock(start = 1_800_000_000_000): ManualClock {
  let time = start;
  let order = 0;
  let timers: Timer[] = [];
  const first = () =>
    timers.reduce<Timer | undefined>(
      (best, timer) =>
        best === undefined || timer.at < best.at || (timer.at === best.at && timer.order < best.order)
          ? timer
          : best,
      undefined,
    );
  const fire = (timer: Timer) => {
    timers = timers.filter((other) => other !== timer);
    time = Math.max(time, timer.at);
    timer.callback();
  };
  return {
    now: () => time,
    after(ms, callback) {
      const timer = { at: time + Math.max(0, ms), order: order++, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const until = time + ms;
      for (let timer = first(); timer && timer.at <= until; timer = first()) fire(timer);
      time = until;
    },
    next() {
      const timer = first();
      if (timer) fire(timer);
      return timer !== undefined;
    },
    dueAt: () => first()?.at,
    pending: () => timers.length,
  };
}

/** Waits for a promise on a clock that stands still: time goes on whenever nothing else is left to do. */
export async function settle<T>(clock: ManualClock, promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  let result: PromiseSettledResult<T> | undefined;
  void promise.then(
    (value) => {
      result = { status: "fulfilled", value };
    },
    (reason) => {
      result = { status: "rejected", reason };
    },
  );
  for (let turn = 0; turn < 10_000; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (result) return result;
    clock.next();
  }
  throw new Error("It never settled");
}
