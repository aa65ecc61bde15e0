import type { CallOptions, ClientOptions, Spool, SpooledCallOptions, Timeout } from "./client-options.ts";
import { type Clock, systemClock } from "./clock.ts";
import { defined } from "./defined.ts";
import { SeedkitError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import type { Limiter } from "./limiter.ts";
import { createPause } from "./pause.ts";
import { createRetryBudget, defaultRetry, type RetryPolicy } from "./retry.ts";
import type { Warning } from "./validation.ts";

/** What all calls of one client share. */
export type Context = {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly retryBudget: ReturnType<typeof createRetryBudget>;
  readonly limiter: Limiter;
  readonly maxBytes: number;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly uploadUrl: string;
  /** @throws SeedkitError `unauthenticated` where there is no key */
  readonly apiKey: () => Promise<string>;
};

/** What one call carries through its layers. */
export type Call = {
  readonly signal: AbortSignal | undefined;
  readonly startedAt: number;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly attemptMs: number;
  readonly model?: string;
  readonly warnings: Warning[];
  readonly spool: Spool | undefined;
  emit(event: ClientEvent): void;
};

const serviceUrl = "https://api.segmind.com";
const serviceUploadUrl = "https://workflows-api.segmind.com/upload-asset";
const defaultMaxBytes = 128 * 1024 * 1024;

export function createContext(options: Omit<ClientOptions, "models">): Context {
  const baseUrl = checkUrl("baseUrl", options.baseUrl ?? serviceUrl);
  const ownUpload = baseUrl === serviceUrl ? serviceUploadUrl : `${baseUrl}/upload-asset`;
  const clock = options.clock ?? systemClock;
  const given = options.fetch;
  return {
    // Called as a plain function: a browser's fetch refuses any other `this`.
    fetch: given ? (input, init) => given(input, init) : (input, init) => globalThis.fetch(input, init),
    clock,
    random: options.random ?? Math.random,
    retry: { ...defaultRetry, ...defined(options.retry ?? {}) },
    retryBudget: createRetryBudget(),
    limiter: options.limiter ?? createPause(clock),
    maxBytes: options.maxBytes ?? defaultMaxBytes,
    baseUrl,
    uploadUrl: checkUrl("uploadUrl", options.uploadUrl ?? ownUpload),
    apiKey: () => resolveKey(options.apiKey),
  };
}

export function createCall(
  context: Context,
  client: { readonly timeout?: Timeout | undefined; readonly onEvent?: ClientOptions["onEvent"] },
  options: CallOptions | SpooledCallOptions,
  model?: string,
): Call {
  const startedAt = context.clock.now();
  const timeout = {
    attempt: 120_000,
    total: 300_000,
    ...defined(client.timeout ?? {}),
    ...defined(options.timeout ?? {}),
  };
  const warnings: Warning[] = [];
  return {
    signal: options.signal,
    startedAt,
    deadline: startedAt + timeout.total,
    attemptMs: timeout.attempt,
    ...(model === undefined ? {} : { model }),
    warnings,
    spool: options.spool,
    emit(event) {
      if (event.type === "warning") warnings.push(event.warning);
      for (const listener of [client.onEvent, options.onEvent]) {
        try {
          listener?.(event);
        } catch {
          // A progress line that fails does not cost a paid image.
        }
      }
    },
  };
}

function checkUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url));
  if (safe && !url?.username && !url?.password) return text.replace(/\/+$/, "");
  // Elsewhere the key would travel in the open.
  const allowed = "an https address, or http on this machine, without a user name";
  const message = `${name} ${url ? url.host : `"${text}"`} is not ${allowed}`;
  throw new SeedkitError("invalid_input", message, {
    charged: "no",
    issues: [{ path: name, message, allowed }],
  });
}

/** An address of this machine: the only ones that may be spoken to without TLS. */
export function isLoopback({ hostname }: { readonly hostname: string }): boolean {
  return /^(?:(?:.+\.)?localhost|\[::1\]|127(?:\.\d+){3})$/.test(hostname);
}

async function resolveKey(given: ClientOptions["apiKey"]): Promise<string> {
  let key: string | undefined;
  try {
    key = (typeof given === "function" ? await given() : given)?.trim();
  } catch (cause) {
    throw new SeedkitError("unauthenticated", "The API key could not be read", { charged: "no", cause });
  }
  // fetch would refuse other characters with an error that quotes the key.
  if (key && /^[\x21-\x7e]+$/.test(key)) return key;
  const message = key ? "The API key holds characters that no key has" : "There is no API key";
  throw new SeedkitError("unauthenticated", message, { charged: "no" });
}
