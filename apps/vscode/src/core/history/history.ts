import type { RecordFiles } from "../jobs/records.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { parseEntry } from "./parse-entry.ts";

/** What was made, in any window: one small file an entry, so that windows lose nothing of one another. */
export type History = {
  /** Newest first, also those of other windows. */
  list(): Promise<readonly HistoryEntry[]>;
  /** What is there already stays as it is. The oldest go when there are too many. */
  add(entries: readonly HistoryEntry[]): Promise<void>;
  /** Changes a part of an entry and leaves the rest as it is now. Nothing where it was removed meanwhile. */
  update(id: string, changes: Partial<Pick<HistoryEntry, "uri" | "thumbnail">>): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Another window wrote an entry anew: what is known of it is forgotten. */
  forget(id: string): void;
  onDidChange(listener: () => void): { dispose(): void };
};

/** More entries than these are not kept. */
export const mostEntries = 500;

const suffix = ".json";
const nameOf = (id: string) => `${id}${suffix}`;

type Files = Pick<RecordFiles, "names" | "read" | "write" | "remove">;

export function createHistory(files: Files, most = mostEntries): History {
  // A file that was read is not read again: undefined where it holds no entry.
  const known = new Map<string, Promise<HistoryEntry | undefined>>();
  const listeners = new Set<() => void>();
  let updating: Promise<void> = Promise.resolve();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const ids = async (): Promise<readonly string[]> => {
    const names = await files.names();
    return names.flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []));
  };
  const read = (id: string) => {
    const before = known.get(id);
    if (before) return before;
    const reading = files.read(nameOf(id)).then((text) => {
      // It went since it was listed, and may come again.
      if (text === undefined && known.get(id) === reading) known.delete(id);
      return text === undefined ? undefined : parseEntry(text);
    });
    known.set(id, reading);
    return reading;
  };
  const write = async (entry: HistoryEntry) => {
    await files.write(nameOf(entry.id), JSON.stringify(entry));
    known.set(entry.id, Promise.resolve(entry));
  };
  const drop = async (id: string) => {
    await files.remove(nameOf(id));
    known.delete(id);
  };

  return {
    async list() {
      const there = new Set(await ids());
      for (const id of known.keys()) if (!there.has(id)) known.delete(id);
      const entries = await Promise.all([...there].map(read));
      return entries.flatMap((entry) => entry ?? []).sort((one, other) => other.madeAt - one.madeAt);
    },
    async add(entries) {
      const there = new Set(await ids());
      for (const entry of entries) if (!there.has(entry.id)) await write(entry);
      // Ids begin with the time: which are the oldest is known without reading them.
      const all = [...new Set([...there, ...entries.map(({ id }) => id)])].sort();
      for (const id of all.slice(0, Math.max(0, all.length - most))) await drop(id);
      changed();
    },
    update(id, changes) {
      const change = async () => {
        const entry = (await ids()).includes(id) ? await read(id) : undefined;
        if (!entry) return;
        await write({ ...entry, ...changes });
        changed();
      };
      // One after the other: of two at once the later would write what the first has changed as it was before.
      updating = updating.then(change, change);
      return updating;
    },
    async remove(removed) {
      await Promise.all(removed.map(drop));
      changed();
    },
    forget(id) {
      known.delete(id);
      changed();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}
