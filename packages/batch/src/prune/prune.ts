import { readFile, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { saveFile } from "@seedkit/core/node";
import { takeRunLock } from "../ledger/index.ts";
import { formatLock, withoutPrototype } from "../lock/format-lock.ts";
import { parseLock } from "../lock/parse-lock.ts";
import type { Plan } from "../plan/plan.ts";
import { refuseQueuedElsewhere } from "../queue-mark.ts";
import { lockPathOf, makeStateFolder } from "../state-folder.ts";
import { findPrunable, type Prunable } from "./find-prunable.ts";

/**
 * Removes what nothing names any more: files, their lines in the lock, and originals. A file that was edited by
 * hand is kept. Returns what was removed: looked for again while no run can work here.
 * @throws SeedkitError `invalid_input` where a run works in the folder, or workers on other machines do
 */
export async function prune(folder: string, plan: Pick<Plan, "orphans" | "entries">): Promise<Prunable> {
  await makeStateFolder(folder);
  const held = await takeRunLock(folder);
  try {
    await refuseQueuedElsewhere(folder);
    const path = lockPathOf(folder);
    const lock = parseLock(await readFile(path, "utf8"));
    const found = await findPrunable(folder, plan, lock);
    const gone = new Set(found.ids);
    const staying = Object.entries(lock.images).flatMap(([id, { replaced: _, ...image }]) =>
      gone.has(id) ? [] : [[id, image] as const],
    );
    const hasReplaced = Object.values(lock.images).some(({ replaced = [] }) => replaced.length > 0);
    for (const file of found.files) await removeFile(folder, file);
    // After the files: a crash in between leaves orphans that are found again.
    if (gone.size > 0 || hasReplaced)
      await saveFile(path, formatLock({ ...lock, images: withoutPrototype(staying) }), { overwrite: true });
    for (const original of found.originals) await rm(original.path, { force: true });
    return found;
  } finally {
    await held.release();
  }
}

/** Removes a file, and the folders that are empty without it. */
async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    const left = await rmdir(join(folder, parent)).then(
      () => false,
      () => true,
    );
    if (left) return;
  }
}
