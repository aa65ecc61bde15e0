import { type Clock, createLimiter, type Limiter } from "@seedkit/core";

/** A limiter whose concurrency may change while jobs run and wait. */
export type Slots = Limiter & { resize(concurrency: number): void };

type Holder = { readonly leaves: (() => void)[]; gone: boolean };

/** The slots of a window's jobs. More run at once as soon as there may be more; none is stopped for fewer. */
export function createSlots(clock: Clock, concurrency: number): Slots {
  let limiter = createLimiter({ clock, concurrency });
  let moved = new AbortController();
  let pausedUntil = 0;
  const holders = new Set<Holder>();

  const hold = (leave: () => void) => {
    const holder: Holder = { leaves: [leave], gone: false };
    holders.add(holder);
    return () => {
      holder.gone = true;
      holders.delete(holder);
      for (const each of holder.leaves) each();
    };
  };

  return {
    async enter(wait = {}) {
      for (;;) {
        const [line, move] = [limiter, moved.signal];
        const signal = wait.signal ? AbortSignal.any([wait.signal, move]) : move;
        try {
          const leave = await line.enter({ ...wait, signal });
          if (line === limiter) return hold(leave);
          leave();
        } catch (error) {
          if (!move.aborted || wait.signal?.aborted) throw error;
        }
      }
    },
    pass: (wait) => limiter.pass(wait),
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time);
      limiter.pauseUntil(time);
    },
    resize(size) {
      limiter = createLimiter({ clock, concurrency: size });
      limiter.pauseUntil(pausedUntil);
      // Who runs goes first into the new line, who waits follows in the order of the old one.
      for (const holder of holders) {
        void limiter.enter().then((leave) => (holder.gone ? leave() : holder.leaves.push(leave)));
      }
      const before = moved;
      moved = new AbortController();
      before.abort();
    },
  };
}
