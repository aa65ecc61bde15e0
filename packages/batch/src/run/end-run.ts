import { type Clock, money } from "@seedkit/core";
import { condensed, type JobState, type Ledger, type LedgerRecord } from "../ledger/index.ts";

/**
 * Ends the run in the ledger, which shrinks to what a later run must know: what may have been paid for, or was and
 * is not in its place. The lock has the rest, so the ledger never grows from run to run. One rename: a crash leaves
 * the old lines, which say the same.
 */
export async function endRun(ledger: Ledger, clock: Clock): Promise<void> {
  const { run, jobs, spent, perhapsSpent } = ledger.state;
  if (run === undefined) return;
  const kept = [...jobs.values()].filter(matters).flatMap(condensed);
  const at = clock.now();
  const begun: LedgerRecord = { version: 1, type: "begun", at, run };
  const ended: LedgerRecord = {
    version: 1,
    type: "ended",
    at,
    run,
    spent: money(spent),
    perhapsSpent: money(perhapsSpent),
  };
  await ledger.rewrite([begun, ...kept, ended]);
}

function matters({ last }: JobState): boolean {
  switch (last.type) {
    case "planned":
      return false;
    case "failed":
      return last.charged !== "no";
    case "succeeded":
      return last.originals !== undefined;
    // Submitted ones are of entries that were not part of this run: however old, the run that they are part of tells.
    default:
      return true;
  }
}
