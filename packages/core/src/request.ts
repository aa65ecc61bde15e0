import { type Answer, attempt, checkSendable, type Exchange } from "./attempt.ts";
import { worseCharge } from "./classify.ts";
import { wait } from "./clock.ts";
import type { Call, Context } from "./context.ts";
import { type Charged, type ErrorDetails, isSeedkitError, SeedkitError, withDetails } from "./errors.ts";
import { LimiterDeadline } from "./limiter.ts";
import { decideRetry, isTransient, retryClass } from "./retry.ts";

export type Requested<T> = { readonly value: T; readonly attempts: number };

/**
 * Makes an exchange and reads its answer, again where that is allowed: never after it may have been paid for,
 * unless the caller asked for it. A paid post waits for the limiter first.
 * @throws SeedkitError with the posts made, and the worst that any of them may have cost
 */
export async function request<T>(
  context: Context,
  call: Call,
  exchange: Exchange,
  read: (answer: Answer) => T,
  paid = false,
): Promise<Requested<T>> {
  const { clock, limiter, retry, retryBudget, random } = context;
  const seen: Record<string, number> = {};
  let charged: Charged = "no";
  let attempts = 0;
  for (;;) {
    try {
      if (paid) await inLine(limiter.pass(call), call);
      checkSendable(context, call, exchange);
      attempts++;
      if (paid) call.emit({ type: "attempt", attempt: attempts, model: call.model ?? "" });
      const value = read(await attempt(context, call, exchange));
      retryBudget.refill();
      return { value, attempts };
    } catch (thrown) {
      if (!isSeedkitError(thrown)) throw thrown;
      const { code, retryAfterMs } = thrown;
      charged = worseCharge(charged, thrown.charged);
      const error = withDetails(thrown, { attempts, charged, model: call.model });
      // 422 is a job that failed, whatever its error reads like: asked again, it has failed still.
      const passes = isTransient(code) && thrown.status !== 422;
      const kind = paid ? retryClass(code, thrown.charged) : passes ? "yes" : "never";
      const sameClass = (seen[kind] ?? 0) + 1;
      seen[kind] = sameClass;
      const now = clock.now();
      const failure = { retry: kind, retryAfterMs, attempt: attempts, sameClass };
      const { again, waitMs } = decideRetry(failure, retry, { now, deadline: call.deadline }, random);
      const limited = code === "rate_limited";
      // One 429 is everyone's: nobody posts before the pause is over.
      if (limited && waitMs !== undefined) limiter.pauseUntil(now + waitMs);
      if (!again || !(limited || retryBudget.take())) {
        throw charged === "no" && waitMs !== undefined ? withDetails(error, comeBack(error, waitMs)) : error;
      }
      call.emit({ type: "retry", attempt: attempts, waitMs: waitMs ?? 0, error });
      await pause(context, call, waitMs ?? 0, {
        message: `Cancelled before another try, after: ${error.message}`,
        details: { attempts, charged, model: call.model },
      });
    }
  }
}

/** Waits so long. @throws SeedkitError `aborted`, as told, when the call is cancelled meanwhile */
export async function pause(
  { clock }: Context,
  { signal }: Call,
  ms: number,
  aborted: { readonly message: string; readonly details: ErrorDetails },
): Promise<void> {
  try {
    await wait(clock, ms, signal);
  } catch {
    throw new SeedkitError("aborted", aborted.message, aborted.details);
  }
}

/** Waits in the limiter's line. @throws SeedkitError `aborted` or `deadline`: nothing was sent */
export async function inLine<T>(line: Promise<T>, { signal }: Call): Promise<T> {
  try {
    return await line;
  } catch (thrown) {
    if (signal?.aborted) throw new SeedkitError("aborted", "Cancelled before it was sent", { charged: "no" });
    if (!(thrown instanceof LimiterDeadline)) throw thrown;
    throw new SeedkitError("deadline", "No slot was free before the deadline", { charged: "no" });
  }
}

function comeBack({ hint = "" }: SeedkitError, waitMs: number): Partial<ErrorDetails> {
  return {
    retryAfterMs: Math.ceil(waitMs),
    hint: `${hint} Try again in ${Math.max(1, Math.ceil(waitMs / 1000))} s.`.trim(),
  };
}
