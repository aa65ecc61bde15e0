import type { EntryState, Plan, PlannedEntry } from "@seedkit/batch/manifest";
import type { Loaded } from "./load.ts";

/** What `batch plan --json` and `batch check --json` print of an entry. */
export function entryDocument({
  entry,
  state,
  changes,
  files,
  jobs,
  reusable,
  size,
  cost,
  warnings,
}: PlannedEntry) {
  return {
    id: entry.id,
    state,
    changes,
    files,
    model: entry.model,
    output: entry.outputs.template,
    tags: entry.tags,
    /** Calls to make and to pay for. */
    calls: jobs.length - reusable.length,
    /** Calls that were paid for already: only their files are written anew. */
    reused: reusable.length,
    size,
    cost,
    warnings,
  };
}

/** What `batch plan --json` prints. */
export function planDocument({ project, plan }: Loaded) {
  return {
    version: 1,
    status: "planned",
    manifest: project.manifest,
    entries: plan.entries.map(entryDocument),
    orphans: plan.orphans,
    problems: plan.problems,
    counts: countStates(plan.entries),
    calls: plan.jobCount - freeCalls(plan),
    reused: freeCalls(plan),
    cost: plan.cost,
    expectedMs: plan.expectedMs,
  };
}

export function countStates(entries: readonly PlannedEntry[]): Record<EntryState, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, missing: 0, edited: 0, incomplete: 0 };
  for (const { state } of entries) counts[state]++;
  return counts;
}

/** How many calls were paid for already, so that only their files are written anew. */
export function freeCalls({ entries }: Pick<Plan, "entries">): number {
  return entries.reduce((sum, { reusable }) => sum + reusable.length, 0);
}
