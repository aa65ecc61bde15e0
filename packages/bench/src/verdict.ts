import { cap, type Scenario } from "./scenarios.ts";

/** What one call did, as its caller saw it. */
export type FaultObservation = {
  readonly scenario: string;
  /** `image`: the very bytes the server holds. `other`: it resolved with anything else. */
  readonly outcome: "image" | "other" | "error" | "pending";
  readonly ms: number;
  readonly error?: {
    readonly name: string;
    readonly message: string;
    /** What the error says of the bill: its `charged` field, or `said` where its text speaks of it. */
    readonly bill?: string;
    /** The error, or the answer it carries, tells how long to wait. */
    readonly tellsWhen: boolean;
  };
};

/** What the server saw. */
export type FaultBooks = {
  readonly posts: number;
  readonly charges: number;
  readonly postedAt: readonly number[];
  readonly keyLeaked: boolean;
};

/** In order: the first that applies is the verdict. The same for every client. */
export const verdicts = {
  "key leaked": "the key reached another origin",
  "paid twice": "the server billed more than one generation for one call",
  "wrong result": "the call resolved, and what it gave is not the image",
  hangs: `no end within ${cap / 1000} s`,
  "abort ignored": "more than 1 s between the abort and the end, or a post after the abort",
  "bill wrong": 'the error says "no" and it was billed, or "yes" and it was not',
  "too early": "posted again before Retry-After had passed",
  "too slow":
    "the answer ruled the image out for longer than the call may take, and the caller was told after more than 3 s",
  "gave up":
    "the answer proved that nothing was billed and a later post would have brought the image, but the call failed",
  ok: "none of these: the image, paid for once at most, or an error in time",
} as const;
export type Verdict = keyof typeof verdicts;

const abortGrace = 1_000;
// Clocks of two processes: a post that is early by less than this is on time.
const clockSlack = 100;

export function judge(scenario: Scenario, seen: FaultObservation, books: FaultBooks): Verdict {
  if (books.keyLeaked) return "key leaked";
  if (books.charges > 1) return "paid twice";
  if (seen.outcome === "other") return "wrong result";
  if (seen.outcome === "pending") return "hangs";
  if (scenario.abortAfterMs !== undefined && ignoresAbort(scenario.abortAfterMs, seen, books))
    return "abort ignored";
  const bill = seen.error?.bill;
  if ((bill === "no" && books.charges > 0) || (bill === "yes" && books.charges === 0)) return "bill wrong";
  const { retryAfterMs } = scenario;
  if (retryAfterMs !== undefined && books.postedAt.some((at) => at > 0 && at < retryAfterMs - clockSlack))
    return "too early";
  if (scenario.failWithinMs !== undefined && seen.ms > scenario.failWithinMs) return "too slow";
  if (scenario.freeRetry && seen.outcome === "error") return "gave up";
  return "ok";
}

function ignoresAbort(abortAfterMs: number, seen: FaultObservation, books: FaultBooks): boolean {
  return seen.ms > abortAfterMs + abortGrace || books.postedAt.some((at) => at > abortAfterMs + abortGrace);
}
