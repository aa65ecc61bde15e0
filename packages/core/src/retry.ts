import type { Charged, ErrorCode } from "./errors.ts";

/**
 * When a failure may be tried again: `never`; `yes`, it cost nothing and passes; `once`; `ambiguous`, it may
 * have been paid for, so only where the caller asked for it.
 */
export type RetryClass = "never" | "yes" | "once" | "ambiguous";

const byCode: Readonly<Partial<Record<ErrorCode, RetryClass>>> = {
  rate_limited: "yes",
  bad_gateway: "yes",
  unavailable: "yes",
  connect_failed: "yes",
  server_error: "once",
  gateway_timeout: "ambiguous",
  connection_lost: "ambiguous",
  timeout: "ambiguous",
};

/** The retry rule of a failure. Paid for, it is never repeated; where that is open, only when asked. */
export function retryClass(code: ErrorCode, charged: Charged): RetryClass {
  const known = byCode[code];
  if (!known || charged === "yes") return "never";
  return charged === "maybe" ? "ambiguous" : known;
}

/** Whether a request that costs nothing may be repeated after this failure. */
export const isTransient = (code: ErrorCode) => byCode[code] !== undefined;

export type RetryPolicy = {
  readonly attempts: number;
  readonly ambiguous: boolean;
  readonly baseMs: number;
  readonly maxMs: number;
};

export const defaultRetry: RetryPolicy = { attempts: 4, ambiguous: false, baseMs: 1000, maxMs: 30_000 };

export type Failure = {
  readonly retry: RetryClass;
  /** Posts so far, this one included. */
  readonly attempt: number;
  /** How many failures of this call had the same retry class, this one included. */
  readonly sameClass: number;
  readonly retryAfterMs?: number | undefined;
};

/** `waitMs` without `again`: when to come back, where only the deadline or the count of attempts forbids it. */
export type Decision = { readonly again: boolean; readonly waitMs?: number };

// No wait is shorter: a server that fails at once is not asked again at once.
const floorMs = 250;

/** Decides whether to post again, and when. Pure: the clock and the dice are handed in. */
export function decideRetry(
  { retry, attempt, sameClass, retryAfterMs }: Failure,
  policy: RetryPolicy,
  time: { readonly now: number; readonly deadline: number },
  random: () => number,
): Decision {
  const repeatable =
    retry === "yes" || (sameClass <= 1 && (retry === "once" || (retry === "ambiguous" && policy.ambiguous)));
  if (!repeatable) return { again: false };
  const waitMs =
    retryAfterMs === undefined ? backoff(attempt, policy, random) : Math.max(floorMs, retryAfterMs);
  return { again: attempt < policy.attempts && time.now + waitMs < time.deadline, waitMs };
}

/** Doubles each time; half of it is random, so that callers who failed together do not return together. */
export function backoff(attempt: number, { baseMs, maxMs }: RetryPolicy, random: () => number): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.max(Math.min(floorMs, maxMs), (full * (1 + random())) / 2);
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
