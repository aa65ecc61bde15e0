import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, type Limiter, LimiterDeadline, systemClock } from "@seedkit/core";
import type { Redis } from "ioredis";
import type { Names } from "./names.ts";
import { runScript } from "./scripts.ts";

export type SharedRate = {
  /** For the client: what it posts again waits here, and its 429 pauses everyone. */
  readonly limiter: Limiter;
  /**
   * Waits for one request's turn, then runs the work with it: its first post waits no more. So nothing is noted as
   * begun while it only waits.
   */
  withTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
};

/** The account's rate, shared by all workers through Redis. */
export function createSharedRate(
  redis: Redis,
  names: Names,
  { clock = systemClock, onWait }: { readonly clock?: Clock; readonly onWait?: () => void } = {},
): SharedRate {
  const turns = new AsyncLocalStorage<{ left: number }>();

  const wait = async (signal: AbortSignal | undefined, deadline = Number.POSITIVE_INFINITY) => {
    for (;;) {
      signal?.throwIfAborted();
      const ms = Number(await runScript(redis, "pass", names.rate));
      if (ms <= 0) return;
      if (clock.now() + ms > deadline) throw new LimiterDeadline(clock.now() + ms);
      onWait?.();
      await sleep(clock, ms, signal);
    }
  };

  return {
    limiter: {
      enter: async () => () => {},
      async pass({ signal, deadline } = {}) {
        const turn = turns.getStore();
        if (turn && turn.left > 0) {
          turn.left--;
          return;
        }
        await wait(signal, deadline);
      },
      pauseUntil(time) {
        const ms = Math.ceil(time - clock.now());
        if (ms > 0) runScript(redis, "pause", names.rate, ms).catch(() => {});
      },
    },
    async withTurn(signal, work) {
      await wait(signal);
      return turns.run({ left: 1 }, work);
    },
  };
}

function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    signal?.addEventListener("abort", stop, { once: true });
  });
}
