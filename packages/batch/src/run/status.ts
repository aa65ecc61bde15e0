import { resolve } from "node:path";
import { type Money, money } from "@seedkit/core";
import { type JobState, openLedger, runningProcess } from "../ledger/index.ts";
import { ledgerPathOf } from "../state-folder.ts";
import { loadLock } from "./prepare.ts";

/** How a project stands, by its lock and its ledger. */
export type BatchStatus = {
  readonly version: 1;
  /** The process that is working here. */
  readonly running?: { readonly pid: number; readonly host: string };
  /** Entries in the lock, and their files. */
  readonly images: number;
  readonly files: number;
  /** What their files cost to make. */
  readonly worth: Money;
  /** Calls that are not done, by how they stand; `rescued` are paid for and not in their place. */
  readonly calls: {
    readonly submitted: number;
    readonly started: number;
    readonly ambiguous: number;
    readonly failed: number;
    readonly rescued: number;
  };
  /** Of the run that is working or was interrupted; else of the last one. */
  readonly spent: Money;
  /** May have been spent as well: what is ambiguous, submitted or started. */
  readonly perhapsSpent: Money;
  /** A run did not get to its end: the next one goes on with it, and with its budget. */
  readonly unfinished: boolean;
};

/** Looks at a project without touching it. @throws SeedkitError `invalid_input` for a lock or ledger that is broken */
export async function batchStatus(folder: string): Promise<BatchStatus> {
  const place = resolve(folder);
  const [lock, { state }, running] = await Promise.all([
    loadLock(place),
    openLedger(ledgerPathOf(place), { readOnly: true }),
    runningProcess(place),
  ]);
  const calls = Object.values(lock.images).flatMap((image) => image.calls);
  const counts = { submitted: 0, started: 0, ambiguous: 0, failed: 0, rescued: 0 };
  let outstanding = 0;
  for (const job of state.jobs.values()) {
    const as = stands(job);
    if (as) counts[as]++;
    if (as === "submitted" || as === "started") outstanding += job.reserved;
  }
  const { run, ended } = state;
  const books = run === undefined && ended ? ended : undefined;
  return {
    version: 1,
    ...(running && { running: { pid: running.pid, host: running.host } }),
    images: Object.keys(lock.images).length,
    files: calls.reduce((sum, { files }) => sum + files.length, 0),
    worth: money(calls.reduce((sum, { cost }) => sum + cost.micros, 0)),
    calls: counts,
    spent: books?.spent ?? money(state.spent),
    perhapsSpent: money((books?.perhapsSpent.micros ?? state.perhapsSpent) + outstanding),
    unfinished: run !== undefined,
  };
}

function stands({ last }: JobState): keyof BatchStatus["calls"] | undefined {
  switch (last.type) {
    case "submitted":
    case "started":
    case "ambiguous":
    case "failed":
      return last.type;
    case "received":
      return "rescued";
    case "succeeded":
      return last.originals ? "rescued" : undefined;
    default:
      return undefined;
  }
}
