import type { Command } from "commander";
import { usageError } from "../command-error.ts";
import type { Host } from "../host.ts";

export type QueueFlags = { readonly queue?: string | true; readonly queuePrefix?: string };

export function addQueueFlags(command: Command): void {
  command
    .option(
      "--queue [url]",
      "the Redis that workers share: redis://, or rediss:// with TLS [default REDIS_URL]",
    )
    .option("--queue-prefix <name>", "sets this project's jobs apart from others' [default seedkit]");
}

/** Where the queue is; undefined where none was asked for. @throws SeedkitError `invalid_input` */
export function queueFrom(host: Host, { queue, queuePrefix }: QueueFlags): QueueAddress | undefined {
  if (queue === undefined) {
    if (queuePrefix !== undefined) throw usageError("--queue-prefix means something with --queue only");
    return undefined;
  }
  const url = queue === true ? host.env.REDIS_URL : queue;
  if (!url)
    throw usageError(
      "--queue: which Redis?",
      "For example --queue redis://127.0.0.1:6379, or set REDIS_URL.",
    );
  if (queuePrefix !== undefined && !/^[A-Za-z0-9._-]{1,80}$/.test(queuePrefix))
    throw usageError(
      `--queue-prefix: "${queuePrefix}" may have letters, digits, dots, dashes and underscores`,
    );
  return { url, ...(queuePrefix !== undefined && { prefix: queuePrefix }) };
}

export type QueueAddress = { readonly url: string; readonly prefix?: string };
