import type { Client, Clock, Limiter, Model, Transport } from "@seedkit/core";
import type { Elsewhere } from "./elsewhere.ts";
import type { RunEvent } from "./events.ts";

export type RunOptions = {
  /** The manifest's path. The project folder is the manifest's own. */
  readonly manifest: string;
  /** The manifest's text, where it was read already (from stdin): then `manifest` only says where it would lie. */
  readonly text?: string;
  /** @default what the manifest's extension says */
  readonly format?: "yaml" | "json" | "jsonl" | "csv";
  /** @default the models Seedkit ships */
  readonly models?: readonly Model[];
  readonly client: Client;
  /** The most the run may cost, in micro-dollars. What a run that was interrupted has spent counts. */
  readonly maxCost: number;
  /** Calls at once. @default 4 */
  readonly concurrency?: number;
  /**
   * Asked before a job enters the client, so that waiting for a rate never eats its deadline. Not to be given to
   * the client as well: each job would count twice. @default none
   */
  readonly limiter?: Limiter;
  /** @default "queued": a crash recovers the request instead of paying again */
  readonly transport?: Transport;
  /** Tags, ids or globs of ids. @default all */
  readonly only?: readonly string[];
  /** Jobs whose key falls into part `index` of `count`, from 1. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Posts again what may have been paid for already, or was paid for in vain. @default false */
  readonly retryAmbiguous?: boolean;
  /** Stops at the first failure. @default false */
  readonly failFast?: boolean;
  /** The client draws test images: the lock says so, and a run without it makes them again. @default false */
  readonly emulated?: boolean;
  /** Writes over files that were edited by hand. @default false */
  readonly overwriteEdited?: boolean;
  /** Writes prompt, model and "made by AI" into the files. @default true */
  readonly metadata?: boolean;
  /** Drains: no new job starts, what runs is finished. */
  readonly drain?: AbortSignal;
  /** Aborts what runs, too. */
  readonly signal?: AbortSignal;
  /** Makes what is new on other machines, as `@seedkit/queue` does. @default here */
  readonly elsewhere?: Elsewhere;
  readonly onEvent?: (event: RunEvent) => void;
  readonly clock?: Clock;
};
