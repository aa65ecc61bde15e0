import type { RecordFiles } from "../../src/core/jobs/records.ts";

/** What outlives a window: records, and files of the workspace. */
export type Disk = {
  readonly records: Map<string, string>;
  readonly files: Map<string, Uint8Array>;
  /** Every text that was ever written as a record. */
  readonly history: string[];
};

export const createDisk = (): Disk => ({ records: new Map(), files: new Map(), history: [] });

/** Records of a disk, each change through `step`: the moments at which a window may die. */
export function recordFilesOn(
  { records, history }: Disk,
  step: <T>(change: () => T) => Promise<T>,
): RecordFiles {
  return {
    names: () => step(() => [...records.keys()]),
    read: (name) => step(() => records.get(name)),
    write: (name, text) =>
      step(() => {
        history.push(text);
        records.set(name, text);
      }),
    remove: (name) => step(() => void records.delete(name)),
    rename: (from, to) =>
      step(() => {
        const text = records.get(from);
        if (text === undefined) throw new Error(`${from} is gone`);
        records.delete(from);
        records.set(to, text);
      }),
  };
}
