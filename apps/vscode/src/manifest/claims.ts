import type { EntryCall } from "./entry-requests.ts";

// Calls that somebody asked for and that are not done: a second click pays for nothing.
const claimed = new Set<string>();
let last: Promise<unknown> = Promise.resolve();

/**
 * One step after the other: a call is not given back between the plan of somebody else, who saw it open, and his
 * claim.
 */
export function inTurn<T>(step: () => Promise<T>): Promise<T> {
  const mine = last.then(step);
  last = mine.catch(() => {});
  return mine;
}

/** Those of the calls that nobody in this window has claimed. Only in turn. */
export function claim(
  calls: readonly EntryCall[],
  nameOf: (call: EntryCall) => string,
  underWay: ReadonlySet<string>,
): readonly EntryCall[] {
  const free = calls.filter((call) => !claimed.has(nameOf(call)) && !underWay.has(nameOf(call)));
  for (const call of free) claimed.add(nameOf(call));
  return free;
}

/** Gives calls back that are done. */
export const giveBack = (calls: readonly EntryCall[], nameOf: (call: EntryCall) => string): Promise<void> =>
  inTurn(async () => {
    for (const call of calls) claimed.delete(nameOf(call));
  });
