import { readlink, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** The path with links followed as far as it exists. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== "ENOENT" && code !== "ENOTDIR") || dirname(path) === path) throw error;
    const there = await realPath(dirname(path));
    // What a link names that leads nowhere yet is where something would be made.
    const link = await readlink(path).catch(() => undefined);
    return link === undefined ? join(there, basename(path)) : realPath(resolve(there, link));
  }
}
