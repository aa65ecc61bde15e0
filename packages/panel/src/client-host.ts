import {
  type BuiltInClientOptions,
  type CallOptions,
  createClient,
  type Generation,
  isSeedkitError,
  type Model,
  SeedkitError,
} from "@seedkit/core";
import type { JobCall, JobRequest, JobResult, KeyStore, PanelHost, PanelStorage } from "./host.ts";
import { createMemoryStorage } from "./memory-storage.ts";

/** What of a host cannot be known here: where the key lies and where images go. */
export type ClientHostOptions = Partial<
  Omit<PanelHost, "generate" | "recover" | "upload" | "credits" | "key" | "baseUrl" | "models">
> &
  Pick<
    BuiltInClientOptions<Model>,
    "fetch" | "clock" | "limiter" | "timeout" | "retry" | "uploadUrl" | "random"
  > & {
    /** @default "https://api.segmind.com" */
    readonly baseUrl?: string;
    readonly models?: readonly Model[];
    /** Where the key lies. @default under `key` in the storage */
    readonly keys?: { get(): Promise<string | undefined>; set(key: string | undefined): Promise<void> };
  };

/** Makes a host whose client runs in the same page as the panel. */
export function createClientHost(options: ClientHostOptions = {}): PanelHost {
  const {
    keys,
    storage = createMemoryStorage(),
    baseUrl = "https://api.segmind.com",
    models,
    ...rest
  } = options;
  const { fetch, clock, limiter, timeout, retry, uploadUrl, random, ...hooks } = rest;
  const vault = keys ?? storedKey(storage);
  const connect = (apiKey: string | (() => Promise<string | undefined>)) =>
    createClient<Model>({
      apiKey,
      baseUrl,
      ...(models ? { models } : {}),
      fetch,
      clock,
      limiter,
      timeout,
      retry,
      uploadUrl,
      random,
    });
  const client = connect(() => vault.get());

  const key: KeyStore = {
    has: async () => (await vault.get()) !== undefined,
    save: (value) => vault.set(value),
    remove: () => vault.set(undefined),
    test: (value) => (value === undefined ? client : connect(value)).credits(),
  };

  const queued = async ({ model, input }: JobRequest, call: JobCall): Promise<Generation | undefined> => {
    const ticket = await client.submit(model, input, callOptions(call)).catch((error: unknown) => {
      // No queue for this model: nothing ran and nothing was charged.
      if (isSeedkitError(error) && error.code === "not_found") return undefined;
      throw error;
    });
    if (ticket === undefined) return undefined;
    await call.onTicket(ticket);
    return client.recover(ticket, callOptions(call));
  };

  return {
    openExternal: (url) => void globalThis.open?.(url, "_blank", "noopener"),
    ...hooks,
    ...(models ? { models } : {}),
    storage,
    baseUrl,
    key,
    async generate(request, call) {
      const { model, input, transport } = request;
      const generation =
        (transport === "queued" ? await queued(request, call) : undefined) ??
        (await client.generate(model, input, { ...callOptions(call), transport: "sync" }));
      return handOver(generation, call);
    },
    recover: async (ticket, call) => handOver(await client.recover(ticket, callOptions(call)), call),
    async upload(reference, { signal }) {
      const [address] = await client.upload([reference], { signal });
      if (address !== undefined) return address;
      throw new SeedkitError("bad_image", "The upload gave no address", { charged: "no" });
    },
    credits: () => client.credits(),
  };
}

const callOptions = ({ signal, onEvent }: JobCall): CallOptions => ({ signal, onEvent });

async function handOver(generation: Generation, call: JobCall): Promise<JobResult> {
  for (const { bytes, mediaType, width, height } of generation.images) {
    await call.onImage({ bytes, mediaType, width, height });
  }
  const [lost] = generation.failures;
  if (lost !== undefined) throw lost;
  const { reported, estimated } = generation.cost;
  return { costMicros: (reported ?? estimated.max).micros, creditsLeft: generation.creditsLeft };
}

function storedKey(storage: PanelStorage) {
  return {
    async get() {
      const key = await storage.get("key");
      return typeof key === "string" ? key : undefined;
    },
    set: (key: string | undefined) => (key === undefined ? storage.delete("key") : storage.set("key", key)),
  };
}
