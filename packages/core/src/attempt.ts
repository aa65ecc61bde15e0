import { causeCodes, classifyStatus, classifyThrown, isOffline } from "./classify.ts";
import type { Call, Context } from "./context.ts";
import { defined } from "./defined.ts";
import { errorText } from "./error-text.ts";
import { type Charged, type ErrorCode, isSeedkitError, SeedkitError } from "./errors.ts";
import { BodyTooLarge, readBody, readPieces, readText } from "./read-body.ts";
import { redact } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { ImageHeader } from "./size/header.ts";

/** What is paid where the connection fails before the request left, after it, and after a 200 came. */
export type Stakes = readonly [unsent: Charged, sent: Charged, answered: Charged];

/** Costs nothing, whatever happens: balance, upload. */
export const free: Stakes = ["no", "no", "no"];

export type Exchange = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: unknown;
  /** Goes into `x-api-key`; left out, the request carries no key. */
  readonly key?: string;
  readonly stakes: Stakes;
  /** The most this exchange may take, in ms. @default what an attempt of the call may take */
  readonly attemptMs?: number;
  /** Statuses that are no success and still an answer. */
  readonly accept?: readonly number[];
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** The body; empty where it was an image that the call's spool took. */
  readonly bytes: Uint8Array;
  readonly image?: ImageHeader;
};

type State = { sent: boolean; response?: Response };

/** Checks that there is still time, and somebody to send it for. @throws SeedkitError */
export function checkSendable(context: Context, call: Call, exchange: Exchange): void {
  const state: State = { sent: false };
  // What only asks after a job leaves it as it is: that was sent long before.
  const message = exchange.stakes[0] === "no" ? "Cancelled before it was sent" : "Cancelled";
  if (call.signal?.aborted) throw fail("aborted", message, exchange, state);
  if (call.deadline > context.clock.now()) return;
  throw fail("deadline", "No time was left to send it", exchange, state);
}

/**
 * One HTTP exchange. One timer covers headers and body; an abort ends it at once, also where the given fetch
 * does not listen. @throws SeedkitError
 */
export async function attempt(context: Context, call: Call, exchange: Exchange): Promise<Answer> {
  const { signal, deadline, attemptMs } = call;
  const state: State = { sent: false };
  // Again: who listens may have cancelled just now.
  checkSendable(context, call, exchange);
  const left = deadline - context.clock.now();
  const controller = new AbortController();
  let stop = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    const interrupt = (code: ErrorCode, message: string) => {
      reject(fail(code, message, exchange, state));
      controller.abort();
    };
    const most = exchange.attemptMs ?? attemptMs;
    const ms = Math.min(left, most);
    const late = () =>
      interrupt(left < most ? "deadline" : "timeout", `No complete answer after ${Math.round(ms)} ms`);
    const cancelTimer = context.clock.after(ms, late);
    const onAbort = () => interrupt("aborted", "Cancelled");
    signal?.addEventListener("abort", onAbort);
    stop = () => {
      cancelTimer();
      signal?.removeEventListener("abort", onAbort);
    };
  });
  const work = send(context, call, exchange, state, controller.signal);
  // Whichever comes second has nobody left to tell.
  work.catch(() => {});
  interrupted.catch(() => {});
  return Promise.race([work, interrupted]).finally(stop);
}

async function send(
  context: Context,
  { spool }: Call,
  exchange: Exchange,
  state: State,
  signal: AbortSignal,
): Promise<Answer> {
  const { method, url, key, body, accept } = exchange;
  const offline = isOffline();
  try {
    const pending = context.fetch(url, {
      method,
      signal,
      headers: defined({
        "content-type": body === undefined ? undefined : "application/json",
        "x-api-key": key,
      }),
      // "manual" follows nothing, as "error" would, and lets a redirect be told from a lost connection.
      redirect: key === undefined ? "follow" : "manual",
      // A browser would send the cookies of the API's site along.
      credentials: "omit",
      body: body === undefined ? null : JSON.stringify(body),
    });
    state.sent = true;
    const response = await pending;
    state.response = response;
    const { status, headers } = response;
    if (!response.ok && !accept?.includes(status)) throw await refusal(context, exchange, response);
    const given = [response, context.maxBytes, signal] as const;
    const read = response.ok && spool ? await spool(readPieces(...given)) : await readBody(...given);
    return "mediaType" in read
      ? { status, headers, bytes: new Uint8Array(), image: read }
      : { status, headers, bytes: read };
  } catch (thrown) {
    if (isSeedkitError(thrown)) throw thrown;
    if (thrown instanceof BodyTooLarge) throw fail("too_large", thrown.message, exchange, state);
    const { code } = state.response ? { code: "connection_lost" as const } : classifyThrown(thrown, offline);
    state.sent = code !== "connect_failed";
    const codes = causeCodes(thrown).join(" < ");
    const message = `${state.sent ? "The connection was lost" : "Could not connect"}: ${new URL(url).host} ${codes && `(${codes})`}`;
    throw fail(code, message.trim(), exchange, state, safeCause(thrown, key));
  }
}

async function refusal(
  { clock }: Context,
  { key, stakes }: Exchange,
  response: Response,
): Promise<SeedkitError> {
  // A browser shows a redirect that was not followed as status 0.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const text = redact(errorText(await readText(response)), key);
  const { code, charged } = classifyStatus(status, text);
  const [unsent, sent] = stakes;
  return new SeedkitError(code, text || `The service answered ${status}`, {
    // A status tells what a post cost; what was free or paid before stays so.
    charged: unsent === sent ? sent : charged,
    status,
    requestId: requestIdOf(response.headers, key),
    retryAfterMs: retryAfterMs(response.headers, clock.now()),
  });
}

/** A service that says the key back gets it into no error and no ledger. */
export function requestIdOf(headers: Headers, key: string | undefined): string | undefined {
  const id = headers.get("x-request-id");
  return id === null ? undefined : redact(id, key);
}

function fail(
  code: ErrorCode,
  message: string,
  { stakes, key }: Exchange,
  { sent, response }: State,
  cause?: Error,
): SeedkitError {
  return new SeedkitError(code, message, {
    charged: stakes[response?.ok ? 2 : sent ? 1 : 0],
    status: response?.status,
    requestId: response && requestIdOf(response.headers, key),
    cause,
  });
}

/** What fetch threw, without the key it may quote. */
function safeCause(thrown: unknown, key: string | undefined): Error {
  return Object.assign(new Error(redact(String(thrown), key)), { code: causeCodes(thrown)[0] });
}
