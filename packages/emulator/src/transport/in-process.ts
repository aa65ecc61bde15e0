import type { Connection } from "./connection.ts";
import { fetchFailed, terminated } from "./network-errors.ts";

type Handle = (request: Request, connection: Connection) => Response | Promise<Response>;

const redirects = new Set([301, 302, 303, 307, 308]);
const withoutBody = new Set([101, 204, 205, 304]);
const mostRedirects = 20;

/** The emulator as a `fetch`: no socket, but the same answers, aborts and broken connections. */
export function createInProcessFetch(handle: Handle, lifetime: AbortSignal): typeof fetch {
  const call = async (request: Request, redirected: number): Promise<Response> => {
    const { signal } = request;
    signal.throwIfAborted();
    if (lifetime.aborted) throw fetchFailed("ECONNREFUSED", "The emulator is closed");
    const response = await raceConnection((reset) => handle(request, { reset }), signal);
    const location = response.headers.get("location");
    if (redirects.has(response.status) && location !== null && request.redirect !== "manual") {
      if (request.redirect === "error" || redirected >= mostRedirects) {
        throw new TypeError("fetch failed", { cause: new Error("unexpected redirect") });
      }
      return call(
        new Request(new URL(location, request.url), { headers: request.headers, signal }),
        redirected + 1,
      );
    }
    return asFetched(response, request, redirected > 0);
  };
  return async (input, init) => call(new Request(input, init), 0);
}

/** Waits for the answer, but no longer than until the caller aborts or the emulator cuts the connection. */
function raceConnection(
  answer: (reset: () => void) => Response | Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    const reset = () => reject(fetchFailed("ECONNRESET", "read ECONNRESET"));
    Promise.resolve(answer(reset))
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stop));
  });
}

function asFetched(response: Response, request: Request, redirected: boolean): Response {
  const { status, statusText, headers, body } = response;
  const guarded = body === null || withoutBody.has(status) ? null : guardBody(body, request.signal);
  const fetched = new Response(guarded, { status, statusText, headers });
  return Object.defineProperties(fetched, { url: { value: request.url }, redirected: { value: redirected } });
}

/** A body that errors with the signal's reason on abort, and as a cut connection where the emulator ends it. */
function guardBody(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let stop = () => {};
  const release = () => signal.removeEventListener("abort", stop);
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = () => {
          controller.error(signal.reason);
          reader.cancel(signal.reason).catch(() => {});
        };
        if (signal.aborted) stop();
        else signal.addEventListener("abort", stop, { once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (signal.aborted) return;
          if (!done) return controller.enqueue(value);
          release();
          controller.close();
        } catch {
          release();
          if (!signal.aborted) controller.error(terminated());
        }
      },
      cancel(reason) {
        release();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
