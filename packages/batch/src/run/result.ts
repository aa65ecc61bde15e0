import type { Money, SeedkitErrorJson } from "@seedkit/core";
import type { LockedFile } from "../lock/lock.ts";

/** How one job ended; in the order of the manifest. Also a line of `results.jsonl`. */
export type JobResult = {
  readonly version: 1;
  readonly id: string;
  readonly index: number;
  readonly job: string;
  /**
   * `ambiguous`: may have been paid for; posted again only with `retryAmbiguous`. `pending`: submitted, and the
   * next run recovers it at no cost. `skipped`: never sent.
   */
  readonly status: "generated" | "recovered" | "reused" | "failed" | "ambiguous" | "pending" | "skipped";
  readonly model: string;
  readonly prompt: string;
  readonly files: readonly LockedFile[];
  readonly cost: Money;
  /** Beside files: one more image of the call was paid for, and could not be fetched from its `imageUrls`. */
  readonly error?: SeedkitErrorJson;
  /** Where a paid image went that could not be saved in its place. */
  readonly rescued?: readonly string[];
  readonly requestId?: string;
};

/** How a run ended. */
export type RunResult = {
  readonly version: 1;
  readonly status: "success" | "partial" | "failed" | "budget" | "interrupted";
  readonly jobs: readonly JobResult[];
  readonly counts: Readonly<Record<JobResult["status"], number>>;
  /** Certainly spent by this run. */
  readonly spent: Money;
  /** May have been spent as well: ambiguous and pending calls. */
  readonly perhapsSpent: Money;
  /** What reused files would have cost. */
  readonly saved: Money;
  readonly creditsLeft?: number;
  /** Why no more was started, where something was left. */
  readonly stoppedBy?: SeedkitErrorJson;
};
