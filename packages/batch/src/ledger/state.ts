import { money, type Ticket } from "@seedkit/core";
import type { JobRecord, LedgerRecord, RunRecord } from "./record.ts";

/** How one job stands by the ledger. */
export type JobState = {
  readonly job: string;
  /** The entry's id; empty where only an old ledger's end is left. */
  readonly id: string;
  readonly index: number;
  /** Where it stands. */
  readonly last: JobRecord;
  /** Micro-dollars that a call of it may cost. */
  readonly reserved: number;
  /** How often it was started. */
  readonly attempts: number;
  /** Of the request that is to be recovered. */
  readonly ticket?: Ticket;
};

/** What all lines together say. */
export type LedgerState = {
  readonly jobs: Map<string, JobState>;
  /** The run that has not ended. */
  run?: string;
  /** Micro-dollars spent for certain since the run began. */
  spent: number;
  /** Micro-dollars of calls since then of which nobody knows. */
  perhapsSpent: number;
  /** The last run that did end. */
  ended?: Extract<RunRecord, { type: "ended" }>;
};

export const emptyState = (): LedgerState => ({ jobs: new Map(), spent: 0, perhapsSpent: 0 });

/** Moves the state on by one line. */
export function applyRecord(state: LedgerState, record: LedgerRecord): void {
  if (record.type === "begun") state.run = record.run;
  else if (record.type === "ended") {
    state.ended = record;
    delete state.run;
    state.spent = 0;
    state.perhapsSpent = 0;
  } else applyJobRecord(state, record);
}

function applyJobRecord(state: LedgerState, record: JobRecord): void {
  const before = state.jobs.get(record.job);
  // What was received is counted, whatever becomes of it.
  if (before?.last.type !== "received") count(state, record);
  const job = moved(before, record);
  // In the order in which they succeeded: of two that made the same file, the later counts.
  if (record.type === "succeeded") state.jobs.delete(record.job);
  state.jobs.set(record.job, job);
}

function count(state: LedgerState, record: JobRecord): void {
  switch (record.type) {
    case "received":
      state.spent += record.cost.micros;
      break;
    case "succeeded":
      if (!record.reused) state.spent += record.cost.micros;
      break;
    case "failed":
      if (record.charged === "yes") state.spent += record.cost.micros;
      if (record.charged === "maybe") state.perhapsSpent += record.cost.micros;
      break;
    case "ambiguous":
      state.perhapsSpent += record.cost.micros;
      break;
  }
}

function moved(before: JobState | undefined, record: JobRecord): JobState {
  const { id = "", index = 0, reserved = 0, attempts = 0, ticket } = before ?? {};
  const common = { job: record.job, id, index, last: record, reserved, attempts };
  switch (record.type) {
    case "planned":
      return { ...common, id: record.id, index: record.index, reserved: record.reserved.micros };
    case "started":
      return { ...common, attempts: record.attempt };
    case "submitted":
      return { ...common, ticket: record.ticket };
    case "succeeded":
      return { ...common, id: record.made.id, index: record.made.index };
    default:
      return ticket === undefined ? common : { ...common, ticket };
  }
}

/** May be posted without asking: nothing was sent for it that may cost anything. */
export function isFree(state: JobState | undefined): boolean {
  if (!state) return true;
  const { last } = state;
  return last.type === "planned" || (last.type === "failed" && last.charged === "no");
}

/** The fewest lines that say the same of a job. */
export function condensed({ job, id, index, last, reserved, attempts }: JobState): readonly JobRecord[] {
  if (last.type === "planned" || last.type === "succeeded") return [last];
  const { at } = last;
  const lines: JobRecord[] = [{ version: 1, type: "planned", at, job, id, index, reserved: money(reserved) }];
  if (last.type !== "started") lines.push({ version: 1, type: "started", at, job, attempt: attempts });
  return [...lines, last];
}
