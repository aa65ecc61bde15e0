import type { Classification } from "./classify.ts";

export type RetryPolicy = {
  readonly attempts: number;
  readonly ambiguous: boolean;
  readonly baseMs: number;
  readonly maxMs: number;
};

export const defaultRetry: RetryPolicy = { attempts: 4, ambiguous: false, baseMs: 1000, maxMs: 30_000 };

export type Failure = Pick<Classification, "code" | "retry"> & {
  /** Posts so far, this one included. */
  readonly attempt: number;
  /** How many failures of this call had the same retry class, this one included. */
  readonly sameClass: number;
  readonly retryAfterMs?: number | undefined;
};

export type Decision =
  | { readonly again: true; readonly waitMs: number }
  /** `waitMs` where only the deadline forbids it: when to come back. */
  | { readonly again: false; readonly waitMs?: number };

// No wait is shorter: a server that fails at once is not asked again at once.
const floorMs = 250;

/** Decides whether to post again, and when. Pure: the clock and the dice are handed in. */
export function decideRetry(
  failure: Failure,
  policy: RetryPolicy,
  time: { readonly now: number; readonly deadline: number },
  random: () => number,
): Decision {
  if (!isRepeatable(failure, policy)) return { again: false };
  const waitMs = failure.retryAfterMs ?? backoff(failure.attempt, policy, random);
  if (time.now + waitMs >= time.deadline) return { again: false, waitMs };
  return failure.attempt >= policy.attempts ? { again: false, waitMs } : { again: true, waitMs };
}

function isRepeatable({ retry, sameClass }: Failure, policy: RetryPolicy): boolean {
  if (retry === "yes") return true;
  if (retry === "once") return sameClass <= 1;
  return retry === "ambiguous" && policy.ambiguous && sameClass <= 1;
}

/** Doubles each time; half of it is random, so that callers who failed together do not return together. */
export function backoff(attempt: number, { baseMs, maxMs }: RetryPolicy, random: () => number): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.max(Math.min(floorMs, maxMs), full / 2 + random() * (full / 2));
}

/**
 * Keeps the retries of all calls together in bounds: each takes one, each success gives one back. While a
 * service is down, a client that makes many calls soon makes one post a call.
 */
export function createRetryBudget(capacity = 20): { take(): boolean; refill(): void } {
  let left = capacity;
  return {
    take: () => left > 0 && left-- > 0,
    refill: () => {
      left = Math.min(capacity, left + 1);
    },
  };
}
