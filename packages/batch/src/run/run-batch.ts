import { randomBytes } from "node:crypto";
import { dirname, resolve } from "node:path";
import { createLimiter, listModels, money, systemClock } from "@seedkit/core";
import { createFileSpool } from "@seedkit/core/node";
import { createBudget } from "../budget.ts";
import { clearIncoming, incomingPath } from "../files/index.ts";
import type { KnownPlaces } from "../files/inside.ts";
import { type Ledger, openLedger, takeRunLock } from "../ledger/index.ts";
import type { Manifest } from "../manifest/entry.ts";
import { createProjectFiles } from "../node-files.ts";
import { refuseQueuedElsewhere } from "../queue-mark.ts";
import { ledgerPathOf, lockPathOf, makeStateFolder } from "../state-folder.ts";
import { noStep, type Step } from "../step.ts";
import { endRun } from "./end-run.ts";
import { guarded } from "./guarded.ts";
import { knownFiles } from "./known-files.ts";
import { createLockWriter } from "./lock-writer.ts";
import type { RunOptions } from "./options.ts";
import { planRun } from "./plan-run.ts";
import { loadLock, loadManifest } from "./prepare.ts";
import { createPrices } from "./prices.ts";
import { rebuildLock } from "./rebuild-lock.ts";
import type { RunResult } from "./result.ts";
import { jobResults, runResult } from "./results.ts";
import { createStop } from "./stop.ts";
import type { Work } from "./work.ts";
import { workThrough } from "./work-through.ts";

// Node has four threads for files; one is left for the ledger.
const savedAtOnce = 3;

/**
 * Makes the images of a manifest that are not there yet, within the budget, and never pays twice: what an earlier
 * run has submitted is recovered, what it may have paid for is told.
 * @throws SeedkitError `invalid_input` before anything is sent: for a manifest that is wrong (with `problems`), a
 * lock or ledger that cannot be read, or where another run is working
 */
export function runBatch(options: RunOptions): Promise<RunResult> {
  return runWith(options, noStep);
}

/** {@link runBatch}, telling each step that a crash must not come between. */
export async function runWith(options: RunOptions, step: Step): Promise<RunResult> {
  const folder = dirname(resolve(options.manifest));
  const files = createProjectFiles(folder);
  const manifest = await loadManifest(options, files);
  await makeStateFolder(folder);
  const runLock = await takeRunLock(folder);
  // Workers elsewhere may be writing there.
  let mayClear = false;
  try {
    if (!options.elsewhere) {
      await refuseQueuedElsewhere(folder);
      mayClear = true;
      await clearIncoming(folder);
    }
    const ledger = await openLedger(ledgerPathOf(folder), {
      ...(options.clock && { clock: options.clock }),
      step,
    });
    try {
      return await runHere(options, { folder, files, manifest, ledger, step });
    } finally {
      await ledger.close();
    }
  } finally {
    // What nobody took: a body whose call had ended.
    await Promise.all([mayClear && clearIncoming(folder), files.saveCache().catch(() => {})]);
    await runLock.release();
  }
}

type Here = {
  readonly folder: string;
  readonly files: ReturnType<typeof createProjectFiles>;
  readonly manifest: Manifest;
  readonly ledger: Ledger;
  readonly step: Step;
};

async function runHere(options: RunOptions, here: Here): Promise<RunResult> {
  const { folder, files, manifest, ledger, step } = here;
  const { clock = systemClock, models = listModels() } = options;
  const lock = createLockWriter(lockPathOf(folder), await loadLock(folder), { clock, step });
  await rebuildLock(folder, ledger.state, lock);
  await lock.flush();
  const plan = await planRun(options, { folder, manifest, lock: lock.lock, files, ledger });
  const { emit, thrown } = guarded(options.onEvent);
  const stop = createStop([options.drain, options.signal], (why) =>
    emit({ type: "stopping", why: why.message }),
  );
  const { spent, perhapsSpent } = ledger.state;
  const before = { spent, perhaps: perhapsSpent };
  const { images } = lock.lock;
  const places: KnownPlaces = new Map();
  const work: Work = {
    folder,
    client: options.client,
    spool: createFileSpool({
      place() {
        step("while an image comes");
        return incomingPath(folder, places);
      },
    }),
    clock,
    models,
    transport: options.transport ?? "queued",
    withoutQueue: new Set(),
    ledger,
    lock,
    budget: createBudget(options.maxCost, before),
    stop,
    failFast: options.failFast ?? false,
    metadata: options.metadata ?? true,
    overwriteEdited: options.overwriteEdited ?? false,
    isEmulated: ({ entry, index }, isFree) =>
      (isFree && images[entry.id]?.calls.find((call) => call.index === index)?.emulated) ||
      (!(isFree && images[entry.id]) && options.emulated === true),
    signal: options.signal,
    known: knownFiles(lock.lock, ledger),
    places,
    saving: createLimiter({ concurrency: savedAtOnce }),
    priceOf: createPrices(models),
    results: new Map(),
    emit,
    step,
  };
  let isLocked = false;
  try {
    if (ledger.torn !== undefined) emit({ type: "torn", file: ledger.path, line: ledger.torn });
    if (ledger.state.run === undefined && plan.jobCount > 0) {
      await ledger.append({ type: "begun", run: randomBytes(8).toString("hex") });
    }
    await workThrough(work, plan, options);
    isLocked = await lock.flush().then(
      () => true,
      (error) => {
        stop.now(error);
        return false;
      },
    );
  } finally {
    stop.dispose();
  }
  const results = jobResults(plan, lock.lock, work.results);
  const left = results.some(({ status }) => status === "skipped" || status === "pending");
  // What the lock does not have stands in the ledger alone.
  if (!left && isLocked && stop.error?.code !== "invalid_input") await endRun(ledger, clock).catch(stop.now);
  if (thrown.length > 0) throw thrown[0];
  const books = {
    spent: money(work.budget.spent - spent),
    perhapsSpent: money(work.budget.perhaps - perhapsSpent),
  };
  return runResult(results, stop, books, work.creditsLeft);
}
