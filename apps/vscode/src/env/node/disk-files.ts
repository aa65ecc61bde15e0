import { readdir } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { createProjectFiles } from "@seedkit/batch";
import type { RawFiles } from "../../core/manifest/raw-files.ts";
import { realPath } from "./machine.ts";

/** The files of a folder on a disk of this machine. */
export function createDiskFiles(folder: string): RawFiles {
  const { read, stat } = createProjectFiles(folder);
  return {
    read,
    stats: (paths) => Promise.all(paths.map(stat)),
    async list(path) {
      try {
        return await readdir(join(folder, path));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        return code === "ENOENT" || code === "ENOTDIR" ? [] : undefined;
      }
    },
    async isInside(path) {
      const [home, real] = await Promise.all([realPath(folder), realPath(join(folder, path))]);
      const way = relative(home, real);
      return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    },
  };
}
