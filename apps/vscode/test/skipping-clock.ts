import { type Clock, systemClock } from "@seedkit/core";

/** The machine's clock, which can be put forward: what takes a minute at the service is over when a test says so. */
export type SkippingClock = Clock & { skip(ms: number): void };

export function createSkippingClock(): SkippingClock {
  let ahead = 0;
  return {
    now: () => systemClock.now() + ahead,
    after: systemClock.after,
    skip: (ms) => {
      ahead += ms;
    },
  };
}
