import type { Plan, PlannedEntry } from "@seedkit/batch";
import { costRange, sumCosts } from "@seedkit/core";
import { jobName } from "./job-name.ts";

/** The plan of what is left when some calls are taken over. */
export function planWithout(plan: Plan, taken: readonly string[]): Plan {
  if (taken.length === 0) return plan;
  const names = new Set(taken);
  const entries = plan.entries.map((entry) => entryWithout(entry, names));
  const jobCount = entries.reduce((sum, { jobs }) => sum + jobs.length, 0);
  return {
    ...plan,
    entries,
    jobCount,
    cost: sumCosts(entries.map(({ cost }) => cost)),
    expectedMs: Math.round((plan.expectedMs * jobCount) / Math.max(1, plan.jobCount)),
  };
}

function entryWithout(planned: PlannedEntry, names: ReadonlySet<string>): PlannedEntry {
  const { entry, key, cost } = planned;
  const jobs = planned.jobs.filter(({ index }) => !names.has(jobName(entry.id, key, index)));
  if (jobs.length === planned.jobs.length) return planned;
  const left = new Set(jobs.map(({ index }) => index));
  const reusable = planned.reusable.filter(({ job }) => left.has(job.index));
  const paid = planned.jobs.length - planned.reusable.length;
  const share = paid === 0 ? 0 : (jobs.length - reusable.length) / paid;
  return {
    ...planned,
    jobs,
    reusable,
    cost: costRange(Math.round(cost.min.micros * share), Math.round(cost.max.micros * share)),
  };
}
