import type { AwayJob, AwayOutcome } from "@seedkit/batch/elsewhere";
import { dataVersion } from "./names.ts";

/** What a job on the queue says. No key, no address of Redis, no pixels. */
export type JobData = AwayJob & { readonly version: typeof dataVersion; readonly run: string };

/** What a finished job says: the lines of the ledger, and how they read. */
export type JobReturn = AwayOutcome & { readonly version: typeof dataVersion };

/** Whether this program wrote it, or one that writes the same. */
export const isKnown = (data: unknown): data is { readonly version: typeof dataVersion } =>
  typeof data === "object" && data !== null && (data as { version?: unknown }).version === dataVersion;
