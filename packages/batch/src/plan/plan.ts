import type { CostEstimate, SizePlan, Warning } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import type { Entry } from "../manifest/entry.ts";
import type { Problem } from "../manifest/problem.ts";

/**
 * How an entry stands: `new`; `changed` (see `changes`); `unchanged`; `missing` (a file is gone); `edited` (a file
 * is not what was made: somebody worked on it by hand, and it is never overwritten unasked); `incomplete` (some of
 * its calls were never made).
 */
export type EntryState = "new" | "changed" | "unchanged" | "missing" | "edited" | "incomplete";

export type PlannedEntry = {
  readonly entry: Entry;
  readonly state: EntryState;
  /** The fields that changed since it was made: `prompt`, `size`, `references` … */
  readonly changes: readonly string[];
  /** Where the state is about files: which. */
  readonly files: readonly string[];
  /** The calls to make. Empty where nothing has to be done. */
  readonly jobs: readonly Job[];
  readonly size: SizePlan;
  /** Of the jobs to make. */
  readonly cost: CostEstimate;
  readonly warnings: readonly Warning[];
};

export type Plan = {
  /** In the order of the manifest. */
  readonly entries: readonly PlannedEntry[];
  /** Ids in the lock that the manifest does not name any more, with their files. */
  readonly orphans: readonly { readonly id: string; readonly files: readonly string[] }[];
  readonly problems: readonly Problem[];
  /** Of all jobs to make. */
  readonly cost: CostEstimate;
  readonly jobCount: number;
  /** How long it takes at the planned concurrency, in ms, by the models' usual times. */
  readonly expectedMs: number;
};
