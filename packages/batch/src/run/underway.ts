import { jobKeyOf } from "../key/name-of.ts";
import { isFree, type LedgerState, openLedger } from "../ledger/index.ts";
import { readQueueMark } from "../queue-mark.ts";
import { ledgerPathOf } from "../state-folder.ts";

/** Keys of jobs whose files may lie in their place though the lock does not know them yet. */
export type Underway = Pick<ReadonlySet<string>, "has">;

/**
 * The jobs that a run of this project died in; while workers on a queue may be making any of them, all. To be given to
 * `planManifest`. @throws SeedkitError `invalid_input` for a ledger that is broken
 */
export async function jobsUnderway(folder: string): Promise<Underway> {
  const { state } = await openLedger(ledgerPathOf(folder), { readOnly: true });
  return underwayIn(folder, state);
}

export async function underwayIn(folder: string, { jobs }: LedgerState): Promise<Underway> {
  if ((await readQueueMark(folder)) !== undefined) return { has: () => true };
  return new Set([...jobs.values()].filter((state) => !isFree(state)).map(({ job }) => jobKeyOf(job)));
}
