import { realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** The path with links followed as far as it exists. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== "ENOENT" && code !== "ENOTDIR") || dirname(path) === path) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}
