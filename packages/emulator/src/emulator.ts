import { createApp } from "./app.ts";
import type { Context } from "./context.ts";
import { type FaultRule, parseFaultRules } from "./faults/rule.ts";
import { type EmulatorOptions, resolveOptions } from "./options.ts";
import { createPixels } from "./pixels/pixels.ts";
import type { Journal } from "./state/books.ts";
import { createScopes, type Scope } from "./state/scope.ts";
import { createInProcessFetch } from "./transport/in-process.ts";
import { type Listener, listen } from "./transport/listen.ts";
import { isVirtual } from "./virtual-clock.ts";

/** One test's own part of an emulator: its own balance, journal, faults, jobs and files. */
export type EmulatorScope = {
  /** The base URL to give a client. */
  readonly url: string;
  /** Answers requests to `url`, or to any other host, without a socket. */
  readonly fetch: typeof fetch;
  /** What happened until now; each reading is a copy. */
  readonly journal: Journal;
  /** @throws Error naming everything that is wrong with the rules */
  addFaults(rules: readonly FaultRule[]): void;
  /** A fresh balance and journal, and the faults it was created with. */
  reset(): void;
};

export type Emulator = EmulatorScope & {
  /** A part of its own for one test: everything under `/__test/<id>`. */
  scope(testId: string): EmulatorScope;
  /** Ends every connection and gives the port back. */
  close(): Promise<void>;
};

// Only in this process: no name server knows it, so a real fetch to it fails at once.
const inProcessUrl = "http://emulator.localhost";

/** Starts the service on this machine: on a port where one is given, else as a `fetch` alone. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveOptions({ ...options, faults: parseFaultRules(options.faults ?? []) });
  const scopes = createScopes(settings);
  const lifetime = new AbortController();
  const { clock } = settings;
  const context: Context = {
    settings,
    pixels: createPixels(settings),
    lifetime: lifetime.signal,
    scopeOf: (testId) => scopes.of(testId),
    async busy(work) {
      const free = isVirtual(clock) ? clock.busy() : undefined;
      try {
        return await work();
      } finally {
        free?.();
      }
    },
  };
  const onPort = options.port !== undefined;
  const app = createApp(context, () => (onPort ? undefined : inProcessUrl));
  const fetch = createInProcessFetch(
    (request, connection) => app.fetch(request, connection),
    lifetime.signal,
  );
  const listener: Listener | undefined =
    options.port === undefined
      ? undefined
      : await listen(
          (request, connection) => app.fetch(request, connection),
          options.port,
          options.host ?? "127.0.0.1",
        );
  const url = listener?.url ?? inProcessUrl;
  return {
    ...part(scopes.of(undefined), url, fetch),
    get journal() {
      return scopes.of(undefined).books.journal();
    },
    scope(testId) {
      const base = `${url}/__test/${encodeURIComponent(testId)}`;
      return part(scopes.of(testId), base, fetch);
    },
    async close() {
      lifetime.abort(new Error("The emulator is closed"));
      await listener?.close();
    },
  };
}

function part(scope: Scope, url: string, fetch: typeof globalThis.fetch): EmulatorScope {
  return {
    url,
    fetch,
    get journal() {
      return scope.books.journal();
    },
    addFaults: (rules) => scope.faults.add(parseFaultRules(rules)),
    reset: () => scope.reset(),
  };
}
