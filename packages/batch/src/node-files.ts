import { hash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { isSeedkitError } from "@seedkit/core";
import { checkWritable } from "@seedkit/core/node";
import { createHashCache, type SavedHashCache } from "./hash-cache.ts";
import type { ProjectFiles } from "./manifest/project-files.ts";
import { createStat, isMissing } from "./stat.ts";

/** The files of a project on a disk, with the hashes of those that were read before. */
export type NodeProjectFiles = Required<ProjectFiles> & {
  readonly cache: SavedHashCache;
  /** Keeps the hashes for the next time, in `.seedkit/hashes.json`. Where that cannot be written it does nothing. */
  saveCache(): Promise<void>;
};

/** Gives reading and planning a folder of this machine: that of the manifest. */
export function createProjectFiles(folder: string): NodeProjectFiles {
  const root = resolve(folder);
  const cache = createHashCache(root);
  const look = createStat();
  return {
    cache,
    saveCache: () => cache.save(),
    async read(path) {
      try {
        const bytes = await readFile(resolve(root, path));
        // A Buffer may be a window of a larger pool.
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      } catch (error) {
        if (isMissing(error) || (error as NodeJS.ErrnoException).code === "EISDIR") return undefined;
        throw error;
      }
    },
    stat: (path) => look(resolve(root, path)),
    sha256: (data) => hash("sha256", data),
    async isInside(path) {
      const [home, real] = await Promise.all([realpath(root), realPath(resolve(root, path))]);
      const way = relative(home, real);
      return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    },
    async unwritable(path) {
      try {
        await checkWritable(resolve(root, path));
        return undefined;
      } catch (error) {
        if (!isSeedkitError(error)) throw error;
        return error.message;
      }
    },
  };
}

/** The path with links followed as far as it exists. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}
