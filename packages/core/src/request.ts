import { type Answer, AttemptFailure, attempt, type Exchange } from "./attempt.ts";
import { worseCharge } from "./classify.ts";
import { wait } from "./clock.ts";
import type { Call, Context } from "./context.ts";
import { type Charged, SeedkitError, withDetails } from "./errors.ts";
import { hints } from "./hints.ts";
import { LimiterDeadline } from "./limiter.ts";
import { decideRetry } from "./retry.ts";

export type Requested = { readonly answer: Answer; readonly attempts: number; readonly charged: Charged };

type Options = {
  /** A post that is paid: it waits for the limiter, and is not repeated where it may have been charged. */
  readonly paid: boolean;
  /** Reads the answer; a failure found there is retried like one of the exchange. */
  readonly check?: (answer: Answer) => void;
};

/**
 * Makes an exchange, again where that is allowed: never after it may have been paid for, unless the caller
 * asked for it. @throws SeedkitError with the posts made, and the worst any of them may have cost
 */
export async function request(
  context: Context,
  call: Call,
  exchange: Exchange,
  options: Options,
): Promise<Requested> {
  const { clock, limiter } = context;
  const policy = options.paid ? context.retry : { ...context.retry, ambiguous: true };
  const seen = new Map<string, number>();
  let charged: Charged = "no";
  for (let number = 1; ; number++) {
    let failure: AttemptFailure;
    try {
      if (options.paid) {
        await enterLine(limiter.pass({ signal: call.signal, deadline: call.deadline }), call);
        call.emit({ type: "attempt", attempt: number, model: call.model ?? "" });
      }
      const answer = await attempt(context, call, exchange);
      options.check?.(answer);
      context.retryBudget.refill();
      return { answer, attempts: number, charged };
    } catch (thrown) {
      if (!(thrown instanceof AttemptFailure)) throw thrown;
      failure = thrown;
    }
    const { error, retry } = failure;
    // What was never sent is no attempt.
    const unsent =
      error.code === "aborted" || error.code === "deadline"
        ? error.charged === exchange.stakes.unsent
        : false;
    const attempts = unsent && error.status === undefined ? number - 1 : number;
    charged = worseCharge(charged, error.charged);
    const told = withDetails(error, { attempts, charged, model: call.model });
    const sameClass = (seen.get(retry) ?? 0) + 1;
    seen.set(retry, sameClass);
    const { code, retryAfterMs } = error;
    const now = clock.now();
    // Free requests may be repeated whatever became of them.
    const repeatable = !options.paid && retry === "once" ? "yes" : retry;
    const decision = decideRetry(
      { code, retry: repeatable, retryAfterMs, attempt: number, sameClass: options.paid ? sameClass : 1 },
      policy,
      { now, deadline: call.deadline },
      context.random,
    );
    // One 429 is everyone's: nobody posts before the pause is over.
    if (code === "rate_limited" && decision.waitMs !== undefined) limiter.pauseUntil(now + decision.waitMs);
    if (!decision.again) throw decision.waitMs === undefined ? told : comeBack(told, decision.waitMs);
    if (code !== "rate_limited" && !context.retryBudget.take()) throw told;
    call.emit({ type: "retry", attempt: number, waitMs: decision.waitMs, error: told });
    await pauseBefore(context, call, decision.waitMs, told);
  }
}

async function pauseBefore(context: Context, call: Call, waitMs: number, error: SeedkitError): Promise<void> {
  try {
    await wait(context.clock, waitMs, call.signal);
  } catch {
    throw new SeedkitError("aborted", `Cancelled while waiting to try again after: ${error.message}`, {
      charged: error.charged,
      attempts: error.attempts,
      model: error.model,
      hint: error.charged === "no" ? "Nothing was charged." : hints.timeout,
    });
  }
}

/** Waits in the limiter's line. @throws AttemptFailure `aborted` or `deadline`: nothing was sent */
export async function enterLine<T>(line: Promise<T>, call: Call): Promise<T> {
  try {
    return await line;
  } catch (thrown) {
    if (call.signal?.aborted) {
      const hint = "Nothing was charged.";
      throw new AttemptFailure(
        new SeedkitError("aborted", "Cancelled while waiting for a slot", { charged: "no", hint }),
        "never",
      );
    }
    if (!(thrown instanceof LimiterDeadline)) throw thrown;
    const wait = thrown.readyAt === undefined ? undefined : thrown.readyAt - call.deadline;
    const details = { charged: "no", retryable: true, hint: hints.deadline } as const;
    const message =
      wait === undefined
        ? "The deadline came while it waited for a slot"
        : `No slot is free before ${seconds(wait)} after the deadline`;
    throw new AttemptFailure(new SeedkitError("deadline", message, details), "never");
  }
}

function comeBack(error: SeedkitError, waitMs: number): SeedkitError {
  if (error.charged !== "no") return error;
  return withDetails(error, {
    retryAfterMs: waitMs,
    hint: `${error.hint ?? ""} Try again in ${seconds(waitMs)}.`.trim(),
  });
}

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))} s`;
