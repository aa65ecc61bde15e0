import { watch } from "node:fs";

/** What a folder's watch tells of one file that others take the place of. */
export type Gaps = {
  /** How many temporary files were made for it. */
  readonly made: number;
  /** How often it came or went: once for each of them, if it is never gone in between. */
  readonly changed: number;
};

/** Watches how a file is replaced: a process that dies where it is gone would leave none of that name. */
export function watchGaps(folder: string, file: string): { gaps(): Gaps; stop(): void } {
  const temporary = new Set<string>();
  let changed = 0;
  const watcher = watch(folder, (kind, name) => {
    if (kind !== "rename" || name === null) return;
    if (name === file) changed++;
    else if (name.startsWith(`.${file}.`)) temporary.add(name);
  });
  return { gaps: () => ({ made: temporary.size, changed }), stop: () => watcher.close() };
}
