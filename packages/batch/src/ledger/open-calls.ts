import { resultLifetimeMs } from "@seedkit/core";
import type { KeptImages } from "./call-book.ts";
import { parseRecord } from "./parse-record.ts";
import type { JobState } from "./state.ts";
import { applyRecord, emptyState } from "./state.ts";

/**
 * A call of an earlier run that is not at its end: `recoverable`, its images are paid for, and the next run gets
 * them at no cost; `unknown`, it may have been or was paid for, and there is nothing to fetch; `expired`, it was
 * submitted longer ago than the service keeps results, so that nobody can fetch it any more.
 */
export type OpenCall = {
  /** See `jobName`. */
  readonly job: string;
  /** The entry's. */
  readonly id: string;
  readonly as: "recoverable" | "unknown" | "expired";
  /** Its images lie in the state folder as they came: files can be made of these for nothing. */
  readonly kept?: KeptImages;
};

/**
 * The calls that a ledger leaves open at a time, in ms since 1970: whoever makes them anew may pay twice. Lines that
 * are broken are left out.
 */
export function openCalls(ledger: string, now: number): readonly OpenCall[] {
  const state = emptyState();
  for (const line of ledger.split("\n")) {
    if (line === "") continue;
    const parsed = parseRecord(line);
    if (parsed.ok) applyRecord(state, parsed.record);
  }
  return [...state.jobs.values()].flatMap((job) => {
    const as = openAs(job, now);
    const kept = keptOf(job);
    return as ? [{ job: job.job, id: job.id, as, ...(kept && { kept }) }] : [];
  });
}

function keptOf({ last }: JobState): KeptImages | undefined {
  const { originals } = last.type === "received" || last.type === "succeeded" ? last : {};
  return originals && "cost" in last ? { originals, cost: last.cost } : undefined;
}

function openAs({ last }: JobState, now: number): OpenCall["as"] | undefined {
  switch (last.type) {
    case "submitted":
      return now - last.ticket.submittedAt < resultLifetimeMs ? "recoverable" : "expired";
    case "received":
      return "recoverable";
    case "succeeded":
      return last.originals ? "recoverable" : undefined;
    case "failed":
      return last.charged === "no" ? undefined : "unknown";
    case "started":
    case "ambiguous":
      return "unknown";
    default:
      return undefined;
  }
}
