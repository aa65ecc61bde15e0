import { setImmediate } from "node:timers/promises";
import type { ClientEvent } from "@seedkit/core";
import { removeEmpty } from "@seedkit/core/node";
import { usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { interruptible } from "../interrupt.ts";
import { checkTarget, makeFolders } from "../output/check-target.ts";
import { placeOf, planTarget } from "../output/target.ts";
import { openPending, type Pending, type PendingNote } from "../pending.ts";
import { type Connection, connect } from "../settings/connect.ts";
import { requireKey } from "../settings/key.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { checkBudget, totalCost } from "./budget.ts";
import { createCollector } from "./collect.ts";
import { finish } from "./finish.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { watchPosts } from "./posts.ts";
import { printPlan } from "./print-plan.ts";
import { type GenerateOptions, type GenerateRequest, readRequest } from "./request.ts";

/** Plans, pays, saves and prints; everything that can fail for free fails before anything is sent. */
export async function runGenerate(
  host: Host,
  words: readonly string[],
  options: GenerateOptions,
): Promise<void> {
  const request = await readRequest(host, words, options);
  if (options.emulator && options.baseUrl) {
    throw usageError("--emulator and --base-url exclude each other", "Give one of them.");
  }
  // Planning needs no key; a key that is there is not even read.
  const planner = await connect(host, { ...options, emulator: false }, undefined);
  const prepared = planner.client.prepare(request.model, request.input, { transport: request.transport });
  const target = await planTarget(
    {
      output: options.output,
      cwd: host.cwd,
      overwrite: options.overwrite ?? false,
      most: request.count * prepared.images.max,
    },
    request.prompt,
    prepared.model,
  );
  if (options.dryRun) {
    await checkTarget(target);
    checkBudget(prepared, request);
    printPlan(host, { prepared, target, count: request.count, json: options.json ?? false });
    return;
  }
  await checkTarget(target);
  const key = options.emulator ? undefined : (await requireKey(host)).value;
  checkBudget(prepared, request);

  const folders = await makeFolders(target);
  const pending = options.emulator ? undefined : await openPending(host);
  const ledger = openLedger(prepared);
  if (options.emulator) host.stderr.write("Using the embedded emulator: these are test images.\n");
  const progress = startProgress(host, {
    model: prepared.model,
    calls: request.count,
    cost: options.emulator ? "nothing is paid" : totalCost(prepared, request.count).formatted,
    typicalMs: options.emulator ? undefined : prepared.typicalMs,
  });
  const collector = createCollector(host, { ledger, target, progress, pending });
  const posted = watchPosts(prepared.model);
  const onEvent = (event: ClientEvent) => {
    posted.event(event);
    if (event.type === "submitted") {
      const firstIndex = (posted.tickets.length - 1) * prepared.images.max + 1;
      noteTicket(pending, { version: 1, ticket: event.ticket, save: placeOf(target), firstIndex }, progress);
    }
    if (!(options.emulator && isPublicUpload(event))) progress.event(event);
  };
  let connection: Connection | undefined;
  try {
    await interruptible(
      host,
      async (signal) => {
        connection = await connect(host, { ...options, onEvent }, key);
        // Loading it is deaf to Ctrl-C; the second turn begins after signals were looked for.
        await setImmediate();
        await setImmediate();
        await send(connection, request, signal, { ledger, collector, most: prepared.images.max });
      },
      () => (collector.saving ? undefined : posted.aborted()),
    );
  } catch (error) {
    ledger.failures.push({ call: 1, error });
  } finally {
    progress.stop();
    if (ledger.images.length === 0) await removeEmpty(folders);
    // The embedded emulator may be busy drawing; nobody waits for it after Ctrl-C.
    if (ledger.failures.length === 0) await connection?.close();
  }
  const { json = false, preview, emulator: emulated = false } = options;
  await finish(host, { ledger, calls: request.count, json, preview, pending, emulated });
}

/** The note that references become public: what the embedded emulator is sent never leaves this process. */
const isPublicUpload = (event: ClientEvent) =>
  event.type === "warning" && event.warning.code === "public_upload";

/** A request that cannot be noted goes on all the same: it is paid for. */
function noteTicket(pending: Pending | undefined, note: PendingNote, progress: Progress): void {
  try {
    pending?.note(note);
  } catch (error) {
    const { requestId } = note.ticket;
    progress.note(
      `Request ${requestId} could not be noted, so it cannot be recovered: ${(error as Error).message}`,
    );
  }
}

/** Makes the calls; each failure stands in the ledger beside what went well. */
async function send(
  { client }: Connection,
  { model, input, count, transport }: GenerateRequest,
  signal: AbortSignal,
  { collector, most }: { ledger: Ledger; collector: ReturnType<typeof createCollector>; most: number },
): Promise<void> {
  for await (const variation of client.variations(model, input, count, { signal, transport })) {
    if (variation.ok)
      await collector.take(variation.generation, variation.index + 1, variation.index * most + 1);
    else await collector.failed(variation.error, variation.index + 1);
  }
}
