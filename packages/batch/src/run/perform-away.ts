import { type Client, type Clock, createLimiter, listModels, money, SeedkitError } from "@seedkit/core";
import { createFileSpool } from "@seedkit/core/node";
import { incomingPath } from "../files/index.ts";
import type { KnownPlaces } from "../files/inside.ts";
import { nameOf } from "../key/name-of.ts";
import type { Ledger } from "../ledger/index.ts";
import { emptyLock } from "../lock/format-lock.ts";
import { noStep } from "../step.ts";
import type { AwayJob, AwayRun } from "./elsewhere.ts";
import type { RunEvent } from "./events.ts";
import { remake } from "./keep.ts";
import { perform, resume } from "./perform.ts";
import { createPrices } from "./prices.ts";
import type { JobResult } from "./result.ts";
import { resultOf, settleFailure } from "./settle.ts";
import { diedWhileSent } from "./sort-jobs.ts";
import { createStop } from "./stop.ts";
import type { Work } from "./work.ts";

/** What a process brings that makes calls of another's run. */
export type AwayBench = {
  /** The project folder as this machine sees it, absolute. */
  readonly folder: string;
  readonly client: Client;
  readonly clock: Clock;
  /** Where this call stands; what it appends must last before it resolves. */
  readonly ledger: Ledger;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
};

export type AwaySettings = Pick<AwayRun, "metadata" | "overwriteEdited" | "emulated" | "transport">;

export type Performed = {
  /** Undefined where it was not sent: see `error`. */
  readonly result?: JobResult;
  /** What stopped it, or would stop every other call too. */
  readonly error?: SeedkitError;
};

// Node has four threads for files.
const saving = createLimiter({ concurrency: 3 });
const withoutQueue = new Set<string>();

/**
 * Makes one call of another process's run, or goes on where a process that died has left it: what was submitted is
 * recovered, what may have been sent is ambiguous and never sent again. Never rejects.
 */
export async function performAway(
  bench: AwayBench,
  away: AwayJob,
  settings: AwaySettings,
): Promise<Performed> {
  const { folder, client, clock, ledger, signal } = bench;
  const { job, known } = away;
  const models = listModels();
  const stop = createStop([], () => {});
  const places: KnownPlaces = new Map();
  const results = new Map<string, JobResult>();
  const work: Work = {
    ...settings,
    folder,
    client,
    spool: createFileSpool({ place: () => incomingPath(folder, places) }),
    clock,
    models,
    withoutQueue,
    ledger,
    lock: { lock: emptyLock(), add() {}, flush: async () => {} },
    budget: { cap: 0, spent: 0, perhaps: 0, reserved: 0, reserve: () => true, hold() {}, settle() {} },
    stop,
    failFast: false,
    isEmulated: () => settings.emulated,
    signal,
    known: () => known.map((sha256) => ({ ...nowhere, sha256 })),
    places,
    saving,
    priceOf: createPrices(models),
    results,
    emit: (event) => bench.onEvent?.(event),
    step: noStep,
  };
  await goOn(work, away).catch((cause: unknown) => {
    const message = `Something unforeseen happened: ${cause instanceof Error ? cause.message : String(cause)}`;
    stop.now(new SeedkitError("connection_lost", message, { charged: "maybe", cause }));
  });
  const result = results.get(nameOf(job));
  const { error } = stop;
  return { ...(result && { result }), ...(error && { error }) };
}

async function goOn(work: Work, { job, name, price }: AwayJob): Promise<void> {
  const state = work.ledger.job(name);
  const last = state?.last;
  const leaveSlot = async () => {};
  switch (last?.type) {
    case undefined:
    case "planned":
      return perform(work, job, price, leaveSlot);
    case "started": {
      const details = { charged: "maybe", attempts: 1, retryable: false } as const;
      const error = new SeedkitError(diedWhileSent.code, "The worker died before the answer came", details);
      return settleFailure(work, job, price, error);
    }
    case "submitted":
      return resume(work, job, last.ticket, price, leaveSlot);
    case "received": {
      const { originals, cost, requestId } = last;
      const kept = { job, originals, cost, files: [], isMoved: false, status: "recovered" } as const;
      if (await remake(work, kept)) return;
      if (state?.ticket) return resume(work, job, state.ticket, price, leaveSlot);
      const details = { charged: "yes", ...(requestId !== undefined && { requestId }) } as const;
      const message = "Its images are paid for, and are gone from .seedkit/originals";
      return settleFailure(work, job, cost.micros, new SeedkitError("invalid_input", message, details));
    }
    default:
      tellEnd(work, { job, name, price });
  }
}

/** It had ended; only nobody heard of it. */
function tellEnd(work: Work, { job, name }: Pick<AwayJob, "job" | "name" | "price">): void {
  const last = work.ledger.job(name)?.last;
  if (last?.type === "succeeded") {
    const { files, cost, requestId, rescued } = last;
    const more = { files, cost, ...(requestId !== undefined && { requestId }), ...(rescued && { rescued }) };
    work.results.set(name, resultOf(job, rescued ? "failed" : "recovered", more));
  } else if (last?.type === "failed" || last?.type === "ambiguous") {
    const charged = last.type === "failed" ? last.charged : "maybe";
    const error = new SeedkitError(last.code, last.message, { charged });
    const status = last.type;
    work.results.set(name, resultOf(job, status, { cost: last.cost, error: error.toJSON() }));
  }
}

const nowhere = {
  path: "",
  width: 0,
  height: 0,
  bytes: 0,
  original: { sha256: "", mediaType: "" },
};

/** The result of a call that was never sent. */
export const notSent = ({ job }: AwayJob): JobResult => resultOf(job, "skipped", { cost: money(0) });
