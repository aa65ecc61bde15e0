import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { redact } from "@seedkit/core";
import { createFolderFiles, startServer } from "@seedkit/mcp";
import { wholeFrom } from "../batch/options.ts";
import { usageError } from "../command-error.ts";
import { dollarsFrom } from "../generate/request.ts";
import type { Host } from "../host.ts";
import { slug } from "../output/slug.ts";
import { openPending } from "../pending.ts";
import { connect } from "../settings/connect.ts";
import { findKey } from "../settings/key.ts";
import { printable } from "../terminal/printable.ts";
import { version } from "../version.ts";
import { preview } from "./preview.ts";
import { ticketStore } from "./ticket-store.ts";

export type McpOptions = {
  readonly folder?: string;
  readonly maxCost: string;
  readonly concurrency: string;
  readonly baseUrl?: string;
  readonly timeout?: string;
  readonly emulator?: boolean;
};

/** Serves until the client goes away or the process is asked to end; what is paid is saved or noted first. */
export async function runMcp(host: Host, options: McpOptions): Promise<void> {
  if (options.emulator && options.baseUrl)
    throw usageError("--emulator and --base-url exclude each other", "Give one of them.");
  const folder = resolve(host.cwd, options.folder ?? ".");
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw usageError(`--folder: ${options.folder ?? folder} is no folder`, "Make it, or name another.");
  // Some clients start their servers there; it would be all of the machine.
  if (dirname(folder) === folder)
    throw usageError(`--folder: ${folder} is the whole file system`, "Name the folder for the images.");
  const maxCost = dollarsFrom(options.maxCost);
  const concurrency = wholeFrom("--concurrency", options.concurrency, 100);
  // Asked before each call: a login while the server runs is enough.
  let secret: string | undefined;
  const key = async () => {
    secret = (await findKey(host))?.value;
    return secret;
  };
  const connection = await connect(host, options, key);
  const { state } = await host.folders();
  const server = startServer({
    client: connection.client,
    files: createFolderFiles({ folder, nameOf: slug, rescue: join(state, "rescue") }),
    version: version(),
    maxCost,
    concurrency,
    emulated: connection.emulated,
    tickets: connection.emulated ? undefined : ticketStore(await openPending(host)),
    preview,
    clock: host.clock,
    log: (line) => host.stderr.write(`seedkit mcp: ${printable(redact(line, secret))}\n`),
  });
  if (host.stdin.isTTY)
    host.stderr.write("This is a server for MCP clients, which start it themselves: seedkit mcp --help\n");
  let closing = false;
  const stop = host.onInterrupt(() => {
    if (closing) host.exit(130);
    closing = true;
    void server.close();
  });
  try {
    await server.ended;
  } finally {
    stop();
    await connection.close();
  }
}
