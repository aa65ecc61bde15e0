import type { Client, Clock, Limiter, Model, Spool, Transport } from "@seedkit/core";
import type { SpooledImage } from "@seedkit/core/node";
import type { Budget } from "../budget.ts";
import type { KnownPlaces } from "../files/inside.ts";
import type { Job } from "../key/job.ts";
import type { Ledger } from "../ledger/index.ts";
import type { LockedFile } from "../lock/lock.ts";
import type { Step } from "../step.ts";
import type { RunEvent } from "./events.ts";
import type { LockWriter } from "./lock-writer.ts";
import type { JobResult } from "./result.ts";
import type { Stop } from "./stop.ts";

/** What the jobs of one run share. */
export type Work = {
  /** Absolute. */
  readonly folder: string;
  readonly client: Client;
  /** Where images go as they come: no large one is ever whole in memory. */
  readonly spool: Spool<SpooledImage>;
  readonly clock: Clock;
  readonly models: readonly Model[];
  readonly transport: Transport;
  /** Models that turned out to have no queue. */
  readonly withoutQueue: Set<string>;
  readonly ledger: Ledger;
  readonly lock: LockWriter;
  readonly budget: Budget;
  readonly stop: Stop;
  readonly failFast: boolean;
  readonly metadata: boolean;
  readonly overwriteEdited: boolean;
  /** Whether the emulator draws a call, or, where its files are only written anew, has drawn it. */
  readonly isEmulated: (job: Job, isFree: boolean) => boolean;
  /** Aborts what runs. */
  readonly signal: AbortSignal | undefined;
  /** Files of an entry that were made here, and may be replaced. */
  readonly known: (id: string) => readonly LockedFile[];
  /** Folders that were looked at before. */
  readonly places: KnownPlaces;
  /** Lets a few at once save their images. */
  readonly saving: Limiter;
  /** The most one call of an entry costs, in micro-dollars. */
  readonly priceOf: (job: Job) => number;
  /** By {@link nameOf}. */
  readonly results: Map<string, JobResult>;
  readonly emit: (event: RunEvent) => void;
  readonly step: Step;
  /** What the account has left, as last told. */
  creditsLeft?: number;
};
