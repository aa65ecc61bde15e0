import type { ClientEvent, Money, SeedkitError } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import type { LockedFile } from "../lock/lock.ts";

/** What happens during a run, for progress lines. */
export type RunEvent =
  | { readonly type: "begin"; readonly jobs: number; readonly recovering: number }
  | { readonly type: "start"; readonly job: Job; readonly recovering: boolean }
  | { readonly type: "client"; readonly job: Job; readonly event: ClientEvent }
  | { readonly type: "done"; readonly job: Job; readonly files: readonly LockedFile[]; readonly cost: Money }
  | { readonly type: "failed"; readonly job: Job; readonly error: SeedkitError }
  | { readonly type: "ambiguous"; readonly job: Job; readonly error: SeedkitError }
  /** Submitted, and not waited for any longer: the next run recovers it at no cost. */
  | { readonly type: "pending"; readonly job: Job; readonly error: SeedkitError }
  /** A ledger line that a crash had cut was dropped. */
  | { readonly type: "torn"; readonly file: string; readonly line: number }
  /** Nothing new starts: the budget, the balance, the key, a failure with `failFast`, or Ctrl-C. */
  | { readonly type: "stopping"; readonly why: string };
