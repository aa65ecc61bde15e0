import type { CostEstimate, Money, SizePlan, Warning } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import type { LockedFile } from "../lock/lock.ts";
import type { Entry } from "../manifest/entry.ts";
import type { Problem } from "../manifest/problem.ts";

/**
 * How an entry stands: `new`; `changed` (see `changes`); `unchanged`; `missing` (a file is gone); `edited` (a file
 * is not what was made: somebody worked on it by hand, and it is never overwritten unasked); `incomplete` (some of
 * its calls were never made).
 */
export type EntryState = "new" | "changed" | "unchanged" | "missing" | "edited" | "incomplete";

/** A paid call whose files can be made again without paying: its images are still there. */
export type ReusableCall = {
  readonly job: Job;
  /** What it cost when it was made. */
  readonly cost: Money;
  readonly files: readonly {
    readonly locked: LockedFile;
    /** Where its bytes lie: the original as the service sent it, or the file at its former place, as it should be. */
    readonly from: string;
    readonly kind: "original" | "file";
  }[];
};

export type PlannedEntry = {
  readonly entry: Entry;
  readonly state: EntryState;
  /** The fields that changed since it was made: `prompt`, `size`, `references` …; `id` where only its name is new. */
  readonly changes: readonly string[];
  /** Where the state is about files: which. */
  readonly files: readonly string[];
  /** The calls to make, free ones among them. Empty where nothing has to be done. */
  readonly jobs: readonly Job[];
  /** Those of `jobs` that were paid for already: only their files are written anew, and they cost nothing. */
  readonly reusable: readonly ReusableCall[];
  readonly size: SizePlan;
  /** Of each local reference, by path: for the lock. */
  readonly referenceHashes: Readonly<Record<string, string>>;
  /** See `entryKey`. */
  readonly key: string;
  /** Of the jobs that have to be paid for. */
  readonly cost: CostEstimate;
  readonly warnings: readonly Warning[];
};

export type Plan = {
  /** In the order of the manifest. */
  readonly entries: readonly PlannedEntry[];
  /** Ids in the lock that the manifest does not name any more, with their files. */
  readonly orphans: readonly { readonly id: string; readonly files: readonly string[] }[];
  readonly problems: readonly Problem[];
  /** Of all jobs that have to be paid for. */
  readonly cost: CostEstimate;
  /** All jobs to make, free ones among them. */
  readonly jobCount: number;
  /** How long it takes at the planned concurrency, in ms, by the models' usual times. */
  readonly expectedMs: number;
};
