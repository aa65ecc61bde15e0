import { SeedkitError } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import type { NewRecord } from "../ledger/index.ts";
import type { JobResult } from "./result.ts";
import { isFatal, type Stop } from "./stop.ts";
import type { Work } from "./work.ts";

/** A call that is made by another process. */
export type AwayJob = {
  readonly job: Job;
  /** Names it in the ledger. */
  readonly name: string;
  /** The most it costs, in micro-dollars. */
  readonly price: number;
  /** Hashes of the files of its entry that may be replaced. */
  readonly known: readonly string[];
};

/** How a call that was made by another process ended, and the lines of the ledger that say so. */
export type AwayOutcome = {
  readonly records: readonly NewRecord[];
  readonly result: JobResult;
  /** It came after another had said how the call ended, and says nothing where the call succeeded by then. */
  readonly isLate?: true;
};

export type AwayRun = {
  /** The project folder, absolute. */
  readonly folder: string;
  readonly jobs: readonly AwayJob[];
  /** Micro-dollars: the cap, and what the run has spent before. */
  readonly cap: number;
  readonly spent: number;
  readonly perhaps: number;
  readonly metadata: boolean;
  readonly overwriteEdited: boolean;
  readonly emulated: boolean;
  readonly transport: "queued" | "sync";
  /** Posts again what may have been paid for. */
  readonly retryAmbiguous: boolean;
  readonly stop: Stop;
  /** Aborts the waiting, not the jobs. */
  readonly signal: AbortSignal | undefined;
  /** Resolves once it is in this project's ledger; only then may the other side forget it. */
  tell(name: string, outcome: AwayOutcome): Promise<void>;
};

/** Makes the jobs of a run on other machines. Resolves when all have ended, or nothing more will. */
export type Elsewhere = { make(run: AwayRun): Promise<void> };

/** Hands jobs to other machines, and takes what they say into this project's books. */
export async function makeElsewhere(
  work: Work,
  jobs: readonly Job[],
  { elsewhere, retryAmbiguous }: { readonly elsewhere: Elsewhere; readonly retryAmbiguous: boolean },
): Promise<void> {
  const byName = new Map(jobs.map((job) => [nameOf(job), job]));
  const { folder, budget, metadata, overwriteEdited, transport, stop, signal } = work;
  const { cap, spent, perhaps } = budget;
  try {
    await elsewhere.make({
      folder,
      jobs: jobs.map((job) => ({
        job,
        name: nameOf(job),
        price: work.priceOf(job),
        known: work.known(job.entry.id).map(({ sha256 }) => sha256),
      })),
      cap,
      spent,
      perhaps,
      metadata,
      overwriteEdited,
      transport,
      retryAmbiguous,
      emulated: jobs.some((job) => work.isEmulated(job, false)),
      stop,
      signal,
      tell: (name, outcome) => take(work, { name, job: byName.get(name) }, outcome),
    });
  } catch (error) {
    // What is made already is in the books: the lock is still written.
    stop.now(error);
  }
}

async function take(
  work: Work,
  { name, job }: { readonly name: string; readonly job: Job | undefined },
  { records, result, isLate }: AwayOutcome,
): Promise<void> {
  if (isLate && work.ledger.job(name)?.last.type === "succeeded") return;
  // Where it cannot be written down, it stays on the other side.
  await Promise.all(records.map((record) => work.ledger.append(record)));
  const last = records.at(-1);
  if (last?.type === "succeeded") {
    // What was told of it before in this run counted it as perhaps spent.
    const perhaps = isLate && work.results.has(name) ? -last.cost.micros : 0;
    work.budget.settle(0, { spent: last.cost.micros, perhaps });
    if (!last.originals) work.lock.add(last.made, last.files, last.cost);
  } else if (last?.type === "failed" || last?.type === "ambiguous") {
    const isSpent = last.type === "failed" && last.charged === "yes";
    const { micros } = last.cost;
    work.budget.settle(0, { spent: isSpent ? micros : 0, perhaps: isSpent ? 0 : micros });
  } else if (last) work.budget.settle(0, { spent: 0, perhaps: result.cost.micros });
  const isTold = job !== undefined || (isLate && work.results.has(name));
  if (isTold && result.status !== "skipped") work.results.set(name, result);
  if (job) announce(work, job, result);
}

function announce(work: Work, job: Job, { status, files, cost, error: json }: JobResult): void {
  const error = json && new SeedkitError(json.code, json.message, json);
  if (status === "generated" || status === "recovered") work.emit({ type: "done", job, files, cost });
  else if (error && (status === "failed" || status === "ambiguous" || status === "pending")) {
    work.emit({ type: status, job, error });
  }
  if (error && (isFatal(error) || (work.failFast && status !== "skipped"))) work.stop.now(error);
}
