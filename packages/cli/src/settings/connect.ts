import type { Client, ClientEvent, Limiter, Model } from "@seedkit/core";
import { isSeedkitError, type SeedkitError } from "@seedkit/core/errors";
import { usageError, withDetails } from "../command-error.ts";
import type { Host } from "../host.ts";
import { shrink } from "../shrink.ts";
import { chooseFetch } from "./fetch.ts";

/** Where and how to reach the API, as flags and environment say. */
export type Address = {
  readonly baseUrl?: string | undefined;
  readonly uploadUrl?: string | undefined;
  /** The embedded emulator instead of the API. */
  readonly emulator?: boolean | undefined;
  /** Seconds a call may take, as typed. */
  readonly timeout?: string | undefined;
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Shares the account's rate with others. */
  readonly limiter?: Limiter | undefined;
};

export type Connection = {
  readonly client: Client;
  readonly emulated: boolean;
  close(): Promise<void>;
};

/** The key, or what is asked for it before each call. */
export type KeySource = string | undefined | (() => Promise<string | undefined>);

/** Makes the client. Without a key it can only plan. */
export async function connect(host: Host, address: Address, key: KeySource): Promise<Connection> {
  const { createClient } = await import("@seedkit/core");
  const timeout = timeoutFrom(address.timeout);
  const shared = {
    clock: host.clock,
    shrink,
    ...(timeout ? { timeout: { attempt: timeout, total: timeout } } : {}),
    ...(address.limiter ? { limiter: address.limiter } : {}),
    ...(address.onEvent ? { onEvent: address.onEvent } : {}),
  };
  if (address.emulator) {
    const { createEmulator } = await import("@seedkit/emulator");
    const emulator = await createEmulator();
    const client = createClient<Model>({
      ...shared,
      baseUrl: emulator.url,
      fetch: emulator.fetch,
      apiKey: "emulator",
    });
    return { client, emulated: true, close: async () => emulator.close() };
  }
  const options = {
    ...shared,
    apiKey: key,
    baseUrl: address.baseUrl ?? (host.env.SEGMIND_BASE_URL || undefined),
    // A base URL typed for this call alone must not send uploads where the environment points.
    uploadUrl: address.uploadUrl ?? (address.baseUrl ? undefined : host.env.SEGMIND_UPLOAD_URL || undefined),
    fetch: await chooseFetch(host, timeout ?? 0),
  };
  try {
    return { client: createClient<Model>(options), emulated: false, close: async () => {} };
  } catch (error) {
    throw isSeedkitError(error) ? nameAddress(error) : error;
  }
}

/** The client's own option names, as they are typed here. */
function nameAddress(error: SeedkitError): SeedkitError {
  const message = error.message
    .replace(/^baseUrl/, "--base-url or SEGMIND_BASE_URL:")
    .replace(/^uploadUrl/, "SEGMIND_UPLOAD_URL:");
  return withDetails(error, { issues: undefined, hint: "For example https://api.segmind.com" }, message);
}

function timeoutFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() === "" || !(seconds > 0) || seconds > 86_400) {
    throw usageError(`--timeout: "${text}" is not a number of seconds`, "For example --timeout 120.");
  }
  return Math.max(1, Math.round(seconds * 1000));
}
