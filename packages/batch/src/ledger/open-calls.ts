import { parseRecord } from "./parse-record.ts";
import type { JobState } from "./state.ts";
import { applyRecord, emptyState } from "./state.ts";

/**
 * A call of an earlier run that is not at its end: `recoverable`, its images are paid for, and the next run gets
 * them at no cost; `unknown`, nobody knows whether it was paid for.
 */
export type OpenCall = {
  /** See `jobName`. */
  readonly job: string;
  /** The entry's. */
  readonly id: string;
  readonly as: "recoverable" | "unknown";
};

/** The calls that a ledger leaves open: whoever makes them anew may pay twice. Lines that are broken are left out. */
export function openCalls(ledger: string): readonly OpenCall[] {
  const state = emptyState();
  for (const line of ledger.split("\n")) {
    if (line === "") continue;
    const parsed = parseRecord(line);
    if (parsed.ok) applyRecord(state, parsed.record);
  }
  return [...state.jobs.values()].flatMap((job) => {
    const as = openAs(job);
    return as ? [{ job: job.job, id: job.id, as }] : [];
  });
}

function openAs({ last }: JobState): OpenCall["as"] | undefined {
  switch (last.type) {
    case "submitted":
    case "received":
      return "recoverable";
    case "succeeded":
      return last.originals ? "recoverable" : undefined;
    case "started":
    case "ambiguous":
      return "unknown";
    default:
      return undefined;
  }
}
