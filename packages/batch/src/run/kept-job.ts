import type { Money } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import type { Ledger } from "../ledger/index.ts";
import type { LockedFile } from "../lock/lock.ts";
import type { Plan } from "../plan/plan.ts";

/** A call that was paid for, and whose images were kept as they came: its files are made of them. */
export type KeptJob = {
  readonly job: Job;
  readonly originals: readonly LockedFile["original"][];
  readonly cost: Money;
  /** Files of the call that may be replaced. */
  readonly files: readonly LockedFile[];
  /** Only their names have changed, and not all originals are left: the files themselves are copied. */
  readonly isMoved: boolean;
  readonly status: "recovered" | "reused";
};

/** The calls of a plan that may need no sending, by the plan, or by the ledger where they never got so far. */
export function keptJobs(plan: Plan, ledger: Ledger): { kept: readonly KeptJob[]; rest: readonly Job[] } {
  const kept: KeptJob[] = [];
  const rest: Job[] = [];
  for (const { jobs, reusable } of plan.entries) {
    const reused = new Set(reusable.map(({ job }) => job));
    for (const { job, cost, files } of reusable) {
      const locked = files.map((file) => file.locked);
      const originals = locked.map(({ original }) => original);
      const isMoved = files.some(({ kind }) => kind === "file");
      kept.push({ job, originals, cost, files: locked, isMoved, status: "reused" });
    }
    for (const job of jobs) {
      if (reused.has(job)) continue;
      const last = ledger.job(nameOf(job))?.last;
      if (last?.type === "received") {
        const { originals, cost } = last;
        kept.push({ job, originals, cost, files: [], isMoved: false, status: "recovered" });
      } else if (last?.type === "succeeded" && last.originals) {
        const { originals, cost, files } = last;
        kept.push({ job, originals, cost, files, isMoved: false, status: "recovered" });
      } else rest.push(job);
    }
  }
  return { kept, rest };
}
