import { readlink, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * The path with every link followed, where it lies in the folder; undefined where it does not. What does not
 * exist yet counts by the nearest folder that does.
 */
export async function insideFolder(folder: string, path: string): Promise<string | undefined> {
  const [home, real] = await Promise.all([realpath(folder), realPath(resolve(folder, path))]);
  const way = relative(home, real);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : real;
}

async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOTDIR: a part of it is a file, which whoever writes there says better.
    if ((code !== "ENOENT" && code !== "ENOTDIR") || dirname(path) === path) throw error;
    const there = await realPath(dirname(path));
    // What a link names that leads nowhere yet is where something would be made.
    const link = await readlink(path).catch(() => undefined);
    return link === undefined ? join(there, basename(path)) : realPath(resolve(there, link));
  }
}
