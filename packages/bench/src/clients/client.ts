import type { Wire } from "../server/wires.ts";

/** In ms, for clients that have such options. */
export type Timeouts = { readonly attempt: number; readonly total: number };

/** One call: what the client resolves with, left as it is. */
export type Connection = {
  call(signal?: AbortSignal): Promise<unknown>;
  /** The image's bytes out of what `call` gave, as an application would take them. */
  bytes(result: unknown): Uint8Array | Promise<Uint8Array>;
};

export type ClientId =
  | "seedkit"
  | "fetch"
  | "fetch-base64"
  | "fetch-url"
  | "openai"
  | "fal"
  | "replicate"
  | "ai-sdk"
  | "ky"
  | "ky-post";

/** How one client is driven. Importing the module must not load the client: import time is measured. */
export type Client = {
  readonly id: ClientId;
  readonly title: string;
  readonly wire: Wire;
  /** The bare `fetch` that speaks the same wire. */
  readonly baseline: "fetch" | "fetch-base64" | "fetch-url";
  /** What is imported, for the import time. Empty for `fetch`, which is built in. */
  readonly packages: readonly string[];
  /** A module that imports the client and makes one call, for the bundle's size. */
  readonly program: string;
  /** What it is given beside its defaults in the fault runs, for the report. */
  readonly settings: string;
  /** `base` ends without a slash. */
  connect(base: string, timeouts: Timeouts): Promise<Connection>;
};

export const prompt = "a lighthouse at dawn";
