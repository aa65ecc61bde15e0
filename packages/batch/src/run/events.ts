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
  /** Nothing new starts: the budget, the balance, the key, a failure with `failFast`, or Ctrl-C. */
  | { readonly type: "stopping"; readonly why: string };
