import type { Clock } from "@seedkit/core";
import { systemClock } from "@seedkit/core";

export type Timers = {
  start(id: number, ms: number, repeat: boolean): void;
  stop(id: number): void;
  stopAll(): void;
};

/** The plugin's timers, on a clock that a test may bring. */
export function createTimers(fire: (id: number) => void, clock: Clock = systemClock): Timers {
  const running = new Map<number, () => void>();
  const start = (id: number, ms: number, repeat: boolean) => {
    const wait = () =>
      running.set(
        id,
        clock.after(ms, () => {
          running.delete(id);
          // Waits again first, so that the callback may stop it.
          if (repeat) wait();
          fire(id);
        }),
      );
    wait();
  };
  const stop = (id: number) => {
    running.get(id)?.();
    running.delete(id);
  };
  return {
    start,
    stop,
    stopAll: () => {
      for (const id of [...running.keys()]) stop(id);
    },
  };
}
