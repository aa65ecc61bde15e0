import type { Limiter, SeedkitErrorJson } from "@seedkit/core";
import type { MetricsServer, QueueWorker } from "@seedkit/queue";
import { wholeFrom } from "../batch/options.ts";
import { usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { type Connection, connect } from "../settings/connect.ts";
import { requireKey } from "../settings/key.ts";
import { printable } from "../terminal/printable.ts";
import { loadQueue } from "./load-queue.ts";
import { type QueueFlags, queueFrom } from "./options.ts";

export type WorkerFlags = QueueFlags & {
  readonly concurrency: string;
  readonly name?: string;
  readonly metrics: string;
  readonly baseUrl?: string;
  readonly timeout?: string;
  readonly emulator?: boolean;
};

/** Works until it is asked to end. */
export async function runWorker(host: Host, folder: string, flags: WorkerFlags): Promise<void> {
  const address = queueFrom(host, { ...flags, queue: flags.queue ?? true });
  if (!address) return;
  const { emulator = false, name = `worker-${process.pid}` } = flags;
  const concurrency = wholeFrom("--concurrency", flags.concurrency, 1000);
  const metrics = metricsFrom(flags.metrics);
  const key = emulator ? undefined : (await requireKey(host, "worker")).value;
  const { startWorker, serveMetrics } = await loadQueue();
  let connection: Connection | undefined;
  const worker = await startWorker({
    ...address,
    folder,
    concurrency,
    name,
    emulated: emulator,
    clock: host.clock,
    environment: host.env,
    client: async (limiter: Limiter) => {
      connection = await connect(host, { ...flags, limiter }, key);
      return connection.client;
    },
    onEvent: (event) => {
      if (event.type === "warning") host.stderr.write(`${event.message}\n`);
      else host.stdout.write(`${event.status} ${event.id}${event.error ? whyOf(event.error) : ""}\n`);
    },
  });
  let server: MetricsServer | undefined;
  try {
    server = metrics && (await serveFrom(serveMetrics, worker, metrics));
    const where = server ? `, metrics on ${server.url}/metrics` : "";
    host.stderr.write(`${name} takes ${concurrency} calls at once${where}. Ctrl-C ends it.\n`);
    await untilEnded(host, worker);
  } finally {
    await server?.close();
    await connection?.close();
  }
}

const whyOf = ({ message, charged }: SeedkitErrorJson): string =>
  `: ${printable(message)} (charged: ${charged})`;

type Listening = { readonly host: string; readonly port: number };

/** Where that port is taken, as by another worker of this machine, any other is as good. */
function serveFrom(
  serve: typeof import("@seedkit/queue").serveMetrics,
  worker: QueueWorker,
  { host, port }: Listening,
): Promise<MetricsServer> {
  const options = { tally: worker.tally, isHealthy: () => worker.isHealthy(), host };
  return serve({ ...options, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    return serve({ ...options, port: 0 });
  });
}

/** The first request to end lets it finish what it makes, the second leaves that to the other workers. */
function untilEnded(host: Host, worker: QueueWorker): Promise<void> {
  let asked = false;
  return new Promise((resolve, reject) => {
    const dispose = host.onInterrupt(() => {
      const how = asked ? worker.abort() : worker.drain();
      host.stderr.write(
        asked ? "Aborting: other workers go on with it.\n" : "Finishing what runs; nothing new is taken.\n",
      );
      asked = true;
      how.finally(dispose).then(resolve, reject);
    });
  });
}

function metricsFrom(text: string): Listening | undefined {
  if (text === "off") return undefined;
  const match = /^(?:(.+):)?(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[2]);
  if (!match || port > 65_535) {
    throw usageError(`--metrics: "${text}" is no port`, "For example --metrics 9464, 0.0.0.0:9464, or off.");
  }
  return { host: match[1]?.replace(/^\[|\]$/g, "") ?? "127.0.0.1", port };
}
