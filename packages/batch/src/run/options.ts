import type { Client, Clock, Limiter, Transport } from "@seedkit/core";
import type { RunEvent } from "./events.ts";

export type RunOptions = {
  /** The manifest's path. */
  readonly manifest: string;
  /** Where relative paths of the caller start. The project folder is the manifest's own. */
  readonly client: Client;
  /** The most the run may cost, in micro-dollars; what the ledger already holds of this run's jobs counts. */
  readonly maxCost: number;
  /** Calls at once. @default 4 */
  readonly concurrency?: number;
  readonly limiter?: Limiter;
  /** @default "queued": a crash recovers the request instead of paying again */
  readonly transport?: Transport;
  /** Tags, ids or globs of ids. @default all */
  readonly only?: readonly string[];
  /** Jobs whose key falls into part `index` of `count`, from 1. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Posts again what may have been paid for already. @default false */
  readonly retryAmbiguous?: boolean;
  /** Stops at the first failure. @default false */
  readonly failFast?: boolean;
  /** Writes prompt, model and "made by AI" into the files. @default true */
  readonly metadata?: boolean;
  /** Drains: no new job starts, what runs is finished. */
  readonly drain?: AbortSignal;
  /** Aborts what runs, too. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  readonly clock?: Clock;
};
