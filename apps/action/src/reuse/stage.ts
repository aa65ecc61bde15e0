import { copyFile, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { formatLock, type Lock, type LockedImage } from "@seedkit/batch";
import { jobName } from "./job-name.ts";
import { isPlain } from "./take-over.ts";
import { sha256Of } from "./verified-copy.ts";

/** Where a cache is put together, and restored to: never in place. From the project folder. */
export const stageName = ".seedkit/cache";

/**
 * Puts together what later runs may take over: the images that are not in the checkout, their lock, and the
 * ledger. Returns the names of the calls whose images are in it.
 */
export async function fillStage(
  folder: string,
  lock: Lock,
  present: ReadonlySet<string>,
): Promise<readonly string[]> {
  const stage = join(folder, stageName);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  const images: Record<string, LockedImage> = {};
  const staged: string[] = [];
  for (const [id, image] of Object.entries(lock.images)) {
    const calls = [];
    for (const call of image.calls) {
      if (present.has(jobName(id, image.key, call.index)) || call.files.length === 0) continue;
      if (!(await stageFiles(folder, stage, call.files))) continue;
      calls.push(call);
      staged.push(jobName(id, image.key, call.index));
    }
    const { replaced: _, ...rest } = image;
    if (calls.length > 0) images[id] = { ...rest, calls };
  }
  await writeFile(join(stage, "seedkit.lock"), formatLock({ ...lock, images }));
  const ledger = await readFile(join(folder, ".seedkit/ledger.jsonl"), "utf8").catch(() => "");
  if (ledger !== "") await writeFile(join(stage, "ledger.jsonl"), ledger);
  return staged;
}

async function stageFiles(
  folder: string,
  stage: string,
  files: readonly { readonly path: string; readonly sha256: string }[],
): Promise<boolean> {
  for (const { path, sha256 } of files) {
    if (!isPlain(path) || (await sha256Of(join(folder, path))) !== sha256) return false;
  }
  for (const { path } of files) {
    const [from, to] = [join(folder, path), join(stage, path)];
    await mkdir(dirname(to), { recursive: true });
    // A second name costs nothing; where the system has none, a copy.
    await link(from, to).catch(() => copyFile(from, to));
  }
  return true;
}
