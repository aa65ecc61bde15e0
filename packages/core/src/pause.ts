import { type Clock, wait } from "./clock.ts";
import { LimiterDeadline } from "./gate.ts";
import type { Limiter } from "./limiter.ts";

/** The limiter of a client that was given none: everyone passes, but for the pause that a 429 asks for. */
export function createPause(clock: Clock): Limiter {
  let until = 0;
  return {
    enter: async () => () => {},
    async pass({ signal, deadline = Number.POSITIVE_INFINITY } = {}) {
      signal?.throwIfAborted();
      // Again after each wait: another 429 may have made the pause longer.
      while (until > clock.now()) {
        if (deadline <= until) throw new LimiterDeadline(until);
        await wait(clock, until - clock.now(), signal);
      }
    },
    pauseUntil(time) {
      until = Math.max(until, time);
    },
  };
}
