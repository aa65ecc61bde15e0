import type { CallOptions, ClientOptions, Timeout } from "./client-options.ts";
import { type Clock, systemClock } from "./clock.ts";
import { SeedkitError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
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
    retry: { ...defaultRetry, ...definedOnly(options.retry ?? {}) },
    retryBudget: createRetryBudget(),
    limiter: options.limiter ?? createLimiter({ clock }),
    maxBytes: options.maxBytes ?? defaultMaxBytes,
    baseUrl,
    uploadUrl: checkUrl("uploadUrl", options.uploadUrl ?? ownUpload),
    apiKey: () => resolveKey(options.apiKey),
  };
}

export function createCall(
  context: Context,
  client: { readonly timeout?: Timeout | undefined; readonly onEvent?: ClientOptions["onEvent"] },
  options: CallOptions,
  model?: string,
): Call {
  const startedAt = context.clock.now();
  const timeout = {
    attempt: 120_000,
    total: 300_000,
    ...definedOnly(client.timeout ?? {}),
    ...definedOnly(options.timeout ?? {}),
  };
  const warnings: Warning[] = [];
  return {
    signal: options.signal,
    startedAt,
    deadline: startedAt + timeout.total,
    attemptMs: timeout.attempt,
    ...(model === undefined ? {} : { model }),
    warnings,
    emit(event) {
      if (event.type === "warning") warnings.push(event.warning);
      client.onEvent?.(event);
      options.onEvent?.(event);
    },
  };
}

function checkUrl(name: string, text: string): string {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    url = undefined;
  }
  const message = !url
    ? `${name} "${text}" is not a URL`
    : url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))
      ? `${name} must be https, or http on loopback: the key would travel in the open to ${url.host}`
      : url.username || url.password
        ? `${name} must not hold a user name or password`
        : undefined;
  if (message) {
    const hint = `For example ${name} "${serviceUrl}"`;
    throw new SeedkitError("invalid_input", message, {
      charged: "no",
      hint,
      issues: [{ path: name, message }],
    });
  }
  return text.replace(/\/+$/, "");
}

/** An address of this machine: the only ones that may be spoken to without TLS. */
export function isLoopback({ hostname }: { readonly hostname: string }): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}

async function resolveKey(given: ClientOptions["apiKey"]): Promise<string> {
  const key = (typeof given === "function" ? await given() : given)?.trim();
  if (!key) {
    throw new SeedkitError("unauthenticated", "There is no API key", {
      charged: "no",
      hint: "Get one at https://cloud.segmind.com/console/api-keys and hand it to the client as apiKey.",
    });
  }
  // fetch would refuse it with an error that quotes the key.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new SeedkitError("unauthenticated", "The API key holds characters that no key has", {
      charged: "no",
      hint: "Copy the key again, without line breaks, quotes or spaces.",
    });
  }
  return key;
}

/** An explicit undefined means "not given". */
function definedOnly<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}
