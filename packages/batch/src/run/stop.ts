import { isSeedkitError, SeedkitError } from "@seedkit/core";

/** Whether anything new may start, and why not. */
export type Stop = {
  readonly stopped: boolean;
  /** What stopped it first. */
  readonly error?: SeedkitError;
  /** The caller stopped it. */
  readonly interrupted: boolean;
  /** Aborts when nothing new may start. */
  readonly signal: AbortSignal;
  /** What is no SeedkitError becomes one: it is told like any other. */
  now(error: unknown): void;
  /** Listens to nobody any more. */
  dispose(): void;
};

/** What makes every other job fail as well. */
const fatal: ReadonlySet<string> = new Set([
  "unauthenticated",
  "forbidden",
  "insufficient_credits",
  "over_budget",
]);

export const isFatal = ({ code }: SeedkitError): boolean => fatal.has(code);

/** `drain` and `signal` stop it from outside. */
export function createStop(
  outside: readonly (AbortSignal | undefined)[],
  onStop: (why: SeedkitError) => void,
): Stop {
  const controller = new AbortController();
  let first: SeedkitError | undefined;
  let interrupted = false;
  const now = (thrown: unknown) => {
    if (first) return;
    first = isSeedkitError(thrown) ? thrown : unforeseen(thrown);
    onStop(first);
    controller.abort(first);
  };
  const interrupt = () => {
    interrupted = true;
    now(new SeedkitError("aborted", "Interrupted: nothing new is started", { charged: "no" }));
  };
  for (const signal of outside) {
    if (signal?.aborted) interrupt();
    else signal?.addEventListener("abort", interrupt, { once: true });
  }
  return {
    get stopped() {
      return first !== undefined;
    },
    get error() {
      return first as SeedkitError;
    },
    get interrupted() {
      return interrupted;
    },
    signal: controller.signal,
    now,
    dispose() {
      for (const signal of outside) signal?.removeEventListener("abort", interrupt);
    },
  };
}

/** What jobs cost they tell themselves: this is what keeps the run from going on. */
function unforeseen(thrown: unknown): SeedkitError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new SeedkitError("invalid_input", message, { charged: "no", retryable: false, cause: thrown });
}
