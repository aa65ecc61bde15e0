import type { Clock } from "./clock.ts";

/** How long a caller is ready to wait. `deadline` in ms since 1970. */
export type Wait = { readonly signal?: AbortSignal | undefined; readonly deadline?: number | undefined };

/** The deadline came before there was room. `readyAt`: when there would have been, where that is known. */
export class LimiterDeadline extends Error {
  override name = "LimiterDeadline";
  readonly readyAt: number | undefined;
  constructor(readyAt?: number) {
    super("The deadline came before there was room");
    this.readyAt = readyAt;
  }
}

type Waiter = { readonly deadline: number; enter(): void; refuse(reason: unknown): void };

export type Gate = {
  /** Waits in line until the gate opens. */
  wait(wait?: Wait): Promise<void>;
  /** Looks again who may enter, after something changed. */
  open(): void;
};

/**
 * A line of waiters before a condition. `nextAt` tells when the first may enter: a time, or Infinity while
 * only a call of `open` can change it. `admit` is called for each who enters.
 */
export function createGate(clock: Clock, nextAt: () => number, admit: () => void): Gate {
  let line: Waiter[] = [];
  let cancelTimer: (() => void) | undefined;

  const open = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    while (line.length > 0) {
      const at = nextAt();
      if (at > clock.now()) {
        // Nobody who cannot make it waits in vain.
        const late = Number.isFinite(at) ? line.filter((waiter) => waiter.deadline <= at) : [];
        for (const waiter of late) waiter.refuse(new LimiterDeadline(at));
        if (Number.isFinite(at) && line.length > 0) cancelTimer = clock.after(at - clock.now(), open);
        return;
      }
      line[0]?.enter();
    }
  };

  const wait = ({ signal, deadline = Number.POSITIVE_INFINITY }: Wait = {}) =>
    new Promise<void>((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = () => {
        line = line.filter((other) => other !== waiter);
        cancelDeadline?.();
        signal?.removeEventListener("abort", onAbort);
        // A timer nobody waits for would keep a process alive.
        if (line.length === 0) cancelTimer?.();
      };
      const waiter: Waiter = {
        deadline,
        enter() {
          leave();
          admit();
          resolve();
        },
        refuse(reason) {
          leave();
          reject(reason);
        },
      };
      const onAbort = () => waiter.refuse(signal?.reason);
      let cancelDeadline: (() => void) | undefined;
      line.push(waiter);
      open();
      if (!line.includes(waiter)) return;
      signal?.addEventListener("abort", onAbort, { once: true });
      if (Number.isFinite(deadline)) {
        cancelDeadline = clock.after(deadline - clock.now(), () => waiter.refuse(new LimiterDeadline()));
      }
    });

  return { wait, open };
}
