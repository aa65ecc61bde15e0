import { money } from "@seedkit/core";
import { canonicalJson } from "../key/canonical-json.ts";
import { condensed, isFree, type JobState, type LedgerRecord, type LedgerState } from "../ledger/index.ts";

// Of what two ledgers say of one job, what is nearer to its end is the later; what cost nothing hides no other.
const order = ["planned", "started", "submitted", "ambiguous", "failed", "received", "succeeded"];

/**
 * The lines that say what all the ledgers say of their jobs, whatever their order. The runs they belong to are over:
 * what was spent in them counts against no later budget. Jobs that are `done` need no line.
 */
export function mergeLedgers(
  ledgers: readonly Pick<LedgerState, "jobs">[],
  done: (state: JobState) => boolean,
): readonly LedgerRecord[] {
  const jobs = new Map<string, JobState>();
  for (const state of ledgers.flatMap((ledger) => [...ledger.jobs.values()])) {
    const known = jobs.get(state.job);
    jobs.set(state.job, known ? later(known, state) : state);
  }
  const kept = [...jobs.values()].filter((state) => !isFree(state) && !done(state));
  if (kept.length === 0) return [];
  const lines = kept.toSorted((a, b) => (a.job < b.job ? -1 : 1)).flatMap(condensed);
  const at = kept.reduce((latest, { last }) => Math.max(latest, last.at), 0);
  const none = money(0);
  return [...lines, { version: 1, type: "ended", at, run: "merged", spent: none, perhapsSpent: none }];
}

function later(a: JobState, b: JobState): JobState {
  const rank = (state: JobState) => (isFree(state) ? 0 : order.indexOf(state.last.type));
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? a : b;
  return canonicalJson(a) < canonicalJson(b) ? a : b;
}
