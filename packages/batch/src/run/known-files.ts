import type { Ledger } from "../ledger/index.ts";
import type { Lock, LockedFile } from "../lock/lock.ts";

/** The files of an entry that were made here, by lock and ledger: they may be replaced. */
export function knownFiles({ images }: Lock, ledger: Ledger): (id: string) => readonly LockedFile[] {
  const made = new Map<string, LockedFile[]>();
  for (const { id, last } of ledger.state.jobs.values()) {
    if (last.type !== "succeeded") continue;
    made.set(id, [...(made.get(id) ?? []), ...last.files]);
  }
  return (id) => {
    const { calls = [], replaced = [] } = images[id] ?? {};
    return [...calls.flatMap(({ files }) => files), ...replaced, ...(made.get(id) ?? [])];
  };
}
