import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { insideWorkspace } from "../project/inside.ts";

/** The folders with a lock at or right under a folder of the workspace: what downloaded artifacts are. */
export async function findSources(workspace: string, path: string): Promise<readonly string[]> {
  const folder = await insideWorkspace(workspace, path);
  const names = await readdir(folder).catch(() => []);
  const candidates = [folder, ...names.sort().map((name) => join(folder, name))];
  const checked = await Promise.all(candidates.map(async (one) => ((await hasLock(one)) ? one : undefined)));
  return checked.filter((one) => one !== undefined);
}

const hasLock = (folder: string) =>
  stat(join(folder, "seedkit.lock")).then(
    (found) => found.isFile(),
    () => false,
  );
