import { type Clock, systemClock } from "./clock.ts";

/** How long a caller is ready to wait. */
export type Wait = { readonly signal?: AbortSignal | undefined; readonly deadline?: number | undefined };

/**
 * Shares one account's concurrency and rate between calls. `enter` and `pass` reject with the signal's reason
 * when it aborts, and with a {@link LimiterDeadline} when the deadline (ms since 1970) comes first.
 */
export type Limiter = {
  /** Waits for a free slot; call what it returns to give the slot back. */
  enter(wait?: Wait): Promise<() => void>;
  /** Waits until the rate and any pause allow one more request. */
  pass(wait?: Wait): Promise<void>;
  /** Nobody passes before this time (ms since 1970). */
  pauseUntil(time: number): void;
};

/** The deadline came before the limiter let the caller through. `readyAt`: when it would have. */
export class LimiterDeadline extends Error {
  override name = "LimiterDeadline";
  readonly readyAt: number | undefined;
  constructor(readyAt?: number) {
    super("The deadline came before there was room");
    this.readyAt = readyAt;
  }
}
