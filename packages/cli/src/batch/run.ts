import { resolve } from "node:path";
import { type Report, type RunResult, runBatch, writeReport } from "@seedkit/batch";
import { createLimiter, money } from "@seedkit/core";
import { usageError } from "../command-error.ts";
import type { Define } from "../commands/table.ts";
import type { Host } from "../host.ts";
import { shown } from "../output/check-target.ts";
import { loadQueue } from "../queue/load-queue.ts";
import { type QueueAddress, queueFrom } from "../queue/options.ts";
import { connect } from "../settings/connect.ts";
import { findKey, requireKey } from "../settings/key.ts";
import { askFirst, budgetOf } from "./budget.ts";
import { listenForInterrupts } from "./interrupts.ts";
import { type Loaded, loadProject } from "./load.ts";
import { freeCalls } from "./plan-document.ts";
import { printPlan } from "./print-plan.ts";
import { startBatchProgress } from "./progress.ts";
import { inFolder } from "./project.ts";
import { runExamples } from "./run-examples.ts";
import { addRunFlags, type RunFlags, type RunRequest, runRequest } from "./run-options.ts";
import { printSummary } from "./summary.ts";
import { endedBadly } from "./verdict.ts";

/** \`seedkit batch run\`: makes what is new or changed, within a budget. */
export const run: Define = (command, host) => {
  addRunFlags(command);
  command.addHelpText("after", runExamples);
  command.action(async (named: string | undefined, flags: RunFlags) => {
    const { json = false, emulator = false, yes = false } = flags;
    const request = runRequest(flags);
    const { concurrency } = request;
    const { overwriteEdited = false } = flags;
    const loaded = await loadProject(host, named, {
      ...request.choice,
      json,
      concurrency,
      overwriteEdited,
      emulated: emulator,
    });
    const { plan, project } = loaded;
    const isPaid = plan.jobCount > freeCalls(plan);
    const queue = queueFrom(host, flags);
    if (flags.storage !== undefined && !queue)
      throw usageError("--storage means something with --queue only");
    const key = emulator || !isPaid ? undefined : await keyFor(host, queue !== undefined);
    const budget = { maxCost: request.maxCost, yes, emulator };
    const maxCost = await budgetOf(host, loaded, budget);
    if (!json && host.stdout.isTTY && plan.jobCount > 0) printPlan(host, loaded, concurrency);
    await askFirst(host, plan, budget);
    if (emulator) host.stderr.write("Using the embedded emulator: these are test images.\n");

    const started = host.clock.now();
    const result = await makeAll(host, loaded, { flags, request, key, maxCost, queue });
    const at = host.clock.now();
    const reportFolder = flags.report === undefined ? {} : { reportFolder: resolve(host.cwd, flags.report) };
    const report = await writeReport(project.folder, result, plan, { at, ...reportFolder });
    if (json) host.stdout.write(`${JSON.stringify(runDocument(result, report), undefined, 2)}\n`);
    else printSummary(host, result, report, { tookMs: at - started, emulated: emulator });
    const problem = endedBadly(result, shown(host, report.errors));
    if (problem) throw problem;
  });
};

type Making = {
  readonly flags: RunFlags;
  readonly request: RunRequest;
  readonly key: string | undefined;
  readonly maxCost: number;
  readonly queue: QueueAddress | undefined;
};

/** On a queue it is the workers who need one; here it only fetches what an earlier run submitted. */
async function keyFor(host: Host, isOnQueue: boolean): Promise<string | undefined> {
  return isOnQueue ? (await findKey(host))?.value : (await requireKey(host, "batch run")).value;
}

async function makeAll(
  host: Host,
  { project, plan }: Loaded,
  { flags, request, key, maxCost, queue }: Making,
): Promise<RunResult> {
  const { choice, concurrency, rate, transport } = request;
  const { retryAmbiguous = false, failFast = false, overwriteEdited = false, metadata } = flags;
  const progress = startBatchProgress(host, {
    cap: money(maxCost).formatted,
    jobs: plan.jobCount,
    expectedMs: plan.expectedMs,
  });
  const interrupts = listenForInterrupts(host, progress.interrupted);
  const connection = await connect(host, flags, key);
  const coordinator = queue && (await createCoordinatorOf(host, { ...queue, storage: flags.storage }, rate));
  try {
    return await runBatch({
      ...inFolder(project),
      client: connection.client,
      clock: host.clock,
      maxCost,
      concurrency,
      ...(rate === undefined ? {} : { limiter: createLimiter({ perMinute: rate, clock: host.clock }) }),
      ...choice,
      transport,
      ...(coordinator && { elsewhere: coordinator }),
      retryAmbiguous,
      failFast,
      overwriteEdited,
      emulated: flags.emulator ?? false,
      metadata,
      drain: interrupts.drain,
      signal: interrupts.abort,
      onEvent: progress.event,
    });
  } finally {
    progress.stop();
    interrupts.dispose();
    await coordinator?.close();
    // The embedded emulator may be busy drawing; nobody waits for it after Ctrl-C.
    if (!interrupts.abort.aborted) await connection.close();
  }
}

async function createCoordinatorOf(
  host: Host,
  queue: QueueAddress & { readonly storage: string | undefined },
  perMinute: number | undefined,
) {
  const { createCoordinator } = await loadQueue();
  const onWarning = (message: string) => void host.stderr.write(`${message}\n`);
  return createCoordinator({ ...queue, perMinute, environment: host.env, clock: host.clock, onWarning });
}

/** What `batch run --json` prints. */
const runDocument = (result: RunResult, report: Report) => ({ ...result, report });
