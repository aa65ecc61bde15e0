import type { FileStat, HashCache, Lock } from "@seedkit/batch/manifest";

/** The hashes of files that were read, as long as size and time stay. */
export type KnownHashes = {
  /** With a lock of many files, one that has its size is taken for what was made: to show, not to decide by. */
  cache(presumed: Lock | undefined): HashCache;
};

// So many files are read within a moment.
const mostRead = 300;

export function createKnownHashes(): KnownHashes {
  const known = new Map<string, { readonly stat: FileStat; readonly sha256: string }>();
  return {
    cache(presumed) {
      const made = presumed ? madeFiles(presumed) : undefined;
      return {
        get(path, stat) {
          const found = known.get(path);
          if (found?.stat.size === stat.size && found.stat.modifiedMs === stat.modifiedMs)
            return found.sha256;
          const file = made?.get(path);
          return file?.bytes === stat.size ? file.sha256 : undefined;
        },
        set: (path, stat, sha256) => void known.set(path, { stat, sha256 }),
      };
    },
  };
}

type Made = { readonly bytes: number; readonly sha256: string };

const byLock = new WeakMap<Lock, ReadonlyMap<string, Made> | undefined>();

function madeFiles(lock: Lock): ReadonlyMap<string, Made> | undefined {
  if (byLock.has(lock)) return byLock.get(lock);
  const made = new Map<string, Made>();
  for (const { calls } of Object.values(lock.images))
    for (const { files } of calls) for (const file of files) made.set(file.path, file);
  const many = made.size > mostRead ? made : undefined;
  byLock.set(lock, many);
  return many;
}
