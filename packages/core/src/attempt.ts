import { type Classification, causeCodes, classifyStatus, classifyThrown } from "./classify.ts";
import type { Call, Context } from "./context.ts";
import { errorText } from "./error-text.ts";
import { type Charged, type ErrorCode, SeedkitError } from "./errors.ts";
import { hints } from "./hints.ts";
import { BodyCut, BodyTooLarge, readBody } from "./read-body.ts";
import { redact } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What is paid at each point of an exchange, where the connection fails there. */
export type Stakes = { readonly unsent: Charged; readonly sent: Charged; readonly answered: Charged };

/** Costs nothing, whatever happens: balance, upload. */
export const free: Stakes = { unsent: "no", sent: "no", answered: "no" };
/** The post of a generation. */
export const paidPost: Stakes = { unsent: "no", sent: "maybe", answered: "yes" };

export type Exchange = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: unknown;
  /** Goes into `x-api-key`; left out, the request carries no key. */
  readonly key?: string;
  readonly stakes: Stakes;
  /** The most this exchange may take, in ms. */
  readonly attemptMs: number;
  /** Lets a status that is no success through, for answers that mean something there. */
  readonly accept?: (status: number) => boolean;
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array };

/** A failed attempt: the error, and whether it may be tried again. */
export class AttemptFailure extends Error {
  override name = "AttemptFailure";
  readonly error: SeedkitError;
  readonly retry: Classification["retry"];
  constructor(error: SeedkitError, retry: Classification["retry"]) {
    super(error.message);
    this.error = error;
    this.retry = retry;
  }
}

// More of an error body says nothing more.
const errorBodyBytes = 1024 * 1024;

/**
 * One HTTP exchange. One timer covers headers and body; an abort ends it at once, also where the given fetch
 * does not listen. @throws AttemptFailure
 */
export async function attempt(context: Context, call: Call, exchange: Exchange): Promise<Answer> {
  const { clock } = context;
  const state: { sent: boolean; response?: Response } = { sent: false };
  if (call.signal?.aborted) throw fail("aborted", "Cancelled before it was sent", exchange, state);
  const left = call.deadline - clock.now();
  if (left <= 0) throw fail("deadline", "No time was left to send it", exchange, state);

  const controller = new AbortController();
  let stop: (() => void) | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    const interrupt = (code: ErrorCode, message: string) => {
      reject(fail(code, message, exchange, state));
      controller.abort();
    };
    const [ms, code] =
      left < exchange.attemptMs ? [left, "deadline" as const] : [exchange.attemptMs, "timeout" as const];
    const cancel = clock.after(ms, () => interrupt(code, `No complete answer after ${Math.round(ms)} ms`));
    const onAbort = () => interrupt("aborted", "Cancelled");
    call.signal?.addEventListener("abort", onAbort, { once: true });
    stop = () => {
      cancel();
      call.signal?.removeEventListener("abort", onAbort);
    };
  });
  const work = send(context, exchange, state, controller.signal);
  // Whichever comes second has nobody left to tell.
  work.catch(() => {});
  interrupted.catch(() => {});
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    stop?.();
  }
}

type State = { sent: boolean; response?: Response };

async function send(
  context: Context,
  exchange: Exchange,
  state: State,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const headers: Record<string, string> = {};
    if (exchange.body !== undefined) headers["content-type"] = "application/json";
    if (exchange.key !== undefined) headers["x-api-key"] = exchange.key;
    const request: RequestInit = {
      method: exchange.method,
      headers,
      signal,
      // "manual" follows nothing, as "error" would, and lets a redirect be told from a lost connection.
      redirect: exchange.key === undefined ? "follow" : "manual",
      ...(exchange.body === undefined ? {} : { body: JSON.stringify(exchange.body) }),
    };
    // A browser would send cookies of the API's site along with a GET.
    if (exchange.key === undefined) request.credentials = "omit";
    const pending = context.fetch(exchange.url, request);
    state.sent = true;
    const response = await pending;
    state.response = response;
    if (response.ok || exchange.accept?.(response.status)) {
      return {
        status: response.status,
        headers: response.headers,
        bytes: await readBody(response, context.maxBytes),
      };
    }
    throw await refusal(context, exchange, response);
  } catch (thrown) {
    if (thrown instanceof AttemptFailure) throw thrown;
    if (thrown instanceof BodyTooLarge) throw fail("too_large", thrown.message, exchange, state);
    const cause = safeCause(thrown, exchange);
    const cut = thrown instanceof BodyCut || state.response !== undefined;
    const { code, retry } = cut
      ? { code: "connection_lost" as const, retry: "ambiguous" as const }
      : classifyThrown(thrown);
    if (code === "connect_failed") state.sent = false;
    const [detail] = causeCodes(thrown);
    const what = code === "connect_failed" ? "Could not connect" : "The connection was lost";
    const message = `${what} to ${new URL(exchange.url).host}${detail ? ` (${detail})` : ""}`;
    throw fail(code, message, exchange, state, retry, cause);
  }
}

async function refusal(context: Context, exchange: Exchange, response: Response): Promise<AttemptFailure> {
  // A browser shows a redirect that was not followed as status 0.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const body = await readBody(response, errorBodyBytes).catch(() => new Uint8Array());
  const text = redact(errorText(new TextDecoder().decode(body)), exchange.key ? [exchange.key] : []);
  const { code, charged, retry } = classifyStatus(status, text);
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const error = new SeedkitError(code, text || `The service answered ${status}`, {
    charged: atStake(exchange.stakes, charged),
    status,
    retryable: retry !== "never",
    hint: hints[code],
    requestId,
    retryAfterMs: retryAfterMs(response.headers, context.clock.now()),
  });
  return new AttemptFailure(error, retry);
}

/** A status says what the post cost; where the post was paid or free already, that stays. */
function atStake(stakes: Stakes, charged: Charged): Charged {
  return stakes.sent === "maybe" && stakes.unsent === "no" ? charged : stakes.sent;
}

function fail(
  code: ErrorCode,
  message: string,
  exchange: Exchange,
  state: State,
  retry: Classification["retry"] = code === "timeout" ? "ambiguous" : "never",
  cause?: Error,
): AttemptFailure {
  const { stakes } = exchange;
  const charged = state.response?.ok ? stakes.answered : state.sent ? stakes.sent : stakes.unsent;
  // Once a 200 came the money is gone: repeating it pays again, whoever asks for it.
  const again = charged === "yes" && stakes.unsent === "no" ? "never" : retry;
  const requestId = state.response?.headers.get("x-request-id") ?? undefined;
  const status = state.response?.status;
  const details = { charged, status, requestId, hint: hints[code], retryable: again !== "never", cause };
  return new AttemptFailure(new SeedkitError(code, message, details), again);
}

/** What fetch threw, without the key it may quote. */
function safeCause(thrown: unknown, { key }: Exchange): Error {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const cause = new Error(redact(text, key ? [key] : []));
  const code = causeCodes(thrown).join(" < ");
  return code ? Object.assign(cause, { code }) : cause;
}
