import { mkdir, rmdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it. Returns the ones it made, the innermost first. Not `mkdir -p` of Node:
 * that never returns where the system answers ENOENT for a folder whose parent exists, as under /proc.
 */
export async function makeFolder(path: string): Promise<readonly string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return [];
    const parent = dirname(path);
    if (code !== "ENOENT" || parent === path) throw error;
    const made = await makeFolder(parent);
    // Made meanwhile by a sibling call: as good.
    await mkdir(path).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== "EEXIST") throw again;
    });
    return [path, ...made];
  }
}

/** Removes folders that were made for nothing; one that holds something stays. */
export async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rmdir(folder).catch(() => {});
}
