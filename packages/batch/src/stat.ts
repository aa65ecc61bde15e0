import { lstatSync, type Stats } from "node:fs";
import { lstat, stat } from "node:fs/promises";
import type { FileStat } from "./manifest/project-files.ts";

// What the system has in its cache is answered in microseconds, a tenth of what asking the pool of threads takes.
const slowMs = 0.5;
// How long the process may go without looking at anything else.
const turnMs = 8;

/**
 * Looks at files, by their absolute path: at once while the disk answers at once. After an answer that was slow the
 * next are waited for side by side, and so is one every few milliseconds, so that the process goes on meanwhile.
 */
export function createStat(now: () => number = () => performance.now()) {
  let atOnceUntil = 0;
  let slowOnes = 0;
  return async (path: string): Promise<FileStat | undefined> => {
    const start = now();
    if (slowOnes > 0 || start > atOnceUntil) {
      if (slowOnes > 0) slowOnes--;
      const stat = await lookSlowly(path);
      atOnceUntil = now() + turnMs;
      return stat;
    }
    try {
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (now() - start > slowMs) slowOnes = 100;
      return found?.isSymbolicLink() ? lookSlowly(path) : found && toStat(found);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
}

async function lookSlowly(path: string): Promise<FileStat | undefined> {
  try {
    const found = await lstat(path);
    // A link that leads nowhere takes a name all the same.
    return toStat(found.isSymbolicLink() ? await stat(path).catch(() => found) : found);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function toStat({ size, mtimeMs, ctimeMs }: Stats): FileStat {
  return { size, modifiedMs: mtimeMs, changedMs: ctimeMs };
}

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG";
}
