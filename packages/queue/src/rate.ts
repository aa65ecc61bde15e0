import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, type Limiter, LimiterDeadline, systemClock, wait } from "@seedkit/core";
import type { Redis } from "ioredis";
import type { Names } from "./names.ts";
import { runScript } from "./scripts.ts";

/** Notes that a post leaves now. Resolves with the ms to be waited before it is asked again; 0: it leaves. */
export type Leave = () => Promise<number>;

export type SharedRate = {
  /** For the client: what it posts again waits here, and its 429 pauses everyone. */
  readonly limiter: Limiter;
  /**
   * Waits for one request's turn, then runs the work with it. Each post of the work, tries again included, asks
   * `leave` when it is about to be sent, and not before: a worker that dies while it only waits has nothing out.
   */
  withTurn<T>(signal: AbortSignal | undefined, leave: Leave, work: () => Promise<T>): Promise<T>;
};

/** The account's rate, shared by all workers through Redis. */
export function createSharedRate(
  redis: Redis,
  names: Names,
  { clock = systemClock, onWait }: { readonly clock?: Clock; readonly onWait?: () => void } = {},
): SharedRate {
  const turns = new AsyncLocalStorage<{ left: number; readonly leave: Leave }>();

  const through = async (
    ask: Leave,
    signal: AbortSignal | undefined,
    deadline = Number.POSITIVE_INFINITY,
  ) => {
    for (;;) {
      signal?.throwIfAborted();
      const ms = await ask();
      if (ms <= 0) return;
      if (clock.now() + ms > deadline) throw new LimiterDeadline(clock.now() + ms);
      onWait?.();
      await wait(clock, ms, signal);
    }
  };
  const turn: Leave = async () => Number(await runScript(redis, "pass", names.rate));

  return {
    limiter: {
      enter: async () => () => {},
      async pass({ signal, deadline } = {}) {
        const taken = turns.getStore();
        if (taken && taken.left > 0) taken.left--;
        else await through(turn, signal, deadline);
        if (taken) await through(taken.leave, signal, deadline);
      },
      pauseUntil(time) {
        const ms = Math.ceil(time - clock.now());
        if (ms > 0) runScript(redis, "pause", names.rate, ms).catch(() => {});
      },
    },
    async withTurn(signal, leave, work) {
      await through(turn, signal);
      return turns.run({ left: 1, leave }, work);
    },
  };
}
