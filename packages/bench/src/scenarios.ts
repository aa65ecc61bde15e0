// No id holds a word for money: clients put addresses into their errors, and errors are searched for such words.

/** What can go wrong, as data: the server acts on it, the verdict judges by it. */
export type Scenario = {
  readonly id: string;
  readonly title: string;
  /** The answer proves that nothing was billed, and a later post would succeed: giving up loses the image. */
  readonly freeRetry?: boolean;
  /** No post may come sooner than this many ms after the first. */
  readonly retryAfterMs?: number;
  /** The caller aborts after this many ms. */
  readonly abortAfterMs?: number;
  /** No image can come in the time the caller has: it is to be told so within this many ms. */
  readonly failWithinMs?: number;
};

export const scenarios = [
  { id: "rate-2", title: "429, Retry-After 2", freeRetry: true, retryAfterMs: 2_000 },
  { id: "rate-90", title: "429, Retry-After 90", retryAfterMs: 90_000, failWithinMs: 3_000 },
  { id: "once-500", title: "500 once", freeRetry: true },
  { id: "once-502-html", title: "502 once, HTML", freeRetry: true },
  { id: "once-503", title: "503 once", freeRetry: true },
  { id: "gateway-504", title: "504 though charged" },
  { id: "reset-before", title: "reset before the answer, not charged" },
  { id: "reset-after", title: "reset after the charge" },
  { id: "stalled", title: "body stalls, charged" },
  { id: "truncated", title: "body cut short, charged" },
  { id: "html-200", title: "200 with an HTML page" },
  { id: "json-error-200", title: "200 with a JSON error" },
  { id: "abort-in-flight", title: "abort while it works", abortAfterMs: 300 },
  { id: "abort-in-backoff", title: "abort while it waits to retry", abortAfterMs: 300, retryAfterMs: 5_000 },
  { id: "redirect", title: "307 to another origin" },
] as const satisfies readonly Scenario[];

export type ScenarioId = (typeof scenarios)[number]["id"];

/** Nothing is waited for longer than this, in ms. */
export const cap = 12_000;
/** What clients that have such options are given, in ms: one attempt, and the whole call. */
export const faultTimeouts = { attempt: 2_000, total: 8_000 } as const;
/** How long the server works before it answers where a caller aborts, in ms. */
export const slowMs = 1_500;
