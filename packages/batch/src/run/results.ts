import { type Money, money } from "@seedkit/core";
import { nameOf } from "../key/name-of.ts";
import type { Lock } from "../lock/lock.ts";
import type { Plan, PlannedEntry } from "../plan/plan.ts";
import type { JobResult, RunResult } from "./result.ts";
import { resultOf } from "./settle.ts";
import type { Stop } from "./stop.ts";

/** How each call of each entry stands, in the order of the manifest. */
export function jobResults(plan: Plan, lock: Lock, ended: ReadonlyMap<string, JobResult>): JobResult[] {
  return plan.entries.flatMap((planned) => entryResults(planned, lock, ended));
}

function entryResults(
  { entry, jobs }: PlannedEntry,
  lock: Lock,
  ended: ReadonlyMap<string, JobResult>,
): JobResult[] {
  const locked = lock.images[entry.id];
  const results: JobResult[] = [];
  for (let index = 0; index < entry.count; index++) {
    const job = jobs.find((candidate) => candidate.index === index);
    const call = locked?.calls.find((candidate) => candidate.index === index);
    if (job) results.push(ended.get(nameOf(job)) ?? resultOf(job, "skipped"));
    else if (locked && call) {
      const { key } = locked;
      const reused = { entry, index, key, jobKey: `${key}-${index}`, referenceHashes: locked.references };
      results.push(resultOf(reused, "reused", { files: call.files, cost: call.cost }));
    }
  }
  return results;
}

const done: ReadonlySet<JobResult["status"]> = new Set(["generated", "recovered", "reused"]);

/** Sums a run up. */
export function runResult(
  jobs: readonly JobResult[],
  stop: Stop,
  books: { readonly spent: Money; readonly perhapsSpent: Money },
  creditsLeft: number | undefined,
): RunResult {
  const counts = { generated: 0, recovered: 0, reused: 0, failed: 0, ambiguous: 0, pending: 0, skipped: 0 };
  let saved = 0;
  for (const { status, cost } of jobs) {
    counts[status]++;
    if (status === "reused") saved += cost.micros;
  }
  const { error } = stop;
  return {
    version: 1,
    status: statusOf(jobs, stop),
    jobs,
    counts,
    ...books,
    saved: money(saved),
    ...(creditsLeft === undefined ? {} : { creditsLeft }),
    ...(error && { stoppedBy: error.toJSON() }),
  };
}

function statusOf(jobs: readonly JobResult[], { interrupted, error }: Stop): RunResult["status"] {
  // A call of several images may be made and still lack one that was paid for.
  const good = jobs.filter((job) => done.has(job.status) && job.error === undefined).length;
  if (good === jobs.length && !error) return "success";
  if (interrupted && good < jobs.length) return "interrupted";
  if (error?.code === "over_budget" || error?.code === "insufficient_credits") return "budget";
  return good > 0 || jobs.length === 0 ? "partial" : "failed";
}
