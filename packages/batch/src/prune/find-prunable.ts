import { readFile, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { type KeptOriginal, unusedOriginals } from "../files/index.ts";
import { sha256OfFile } from "../files/sha256.ts";
import type { Lock, LockedFile } from "../lock/lock.ts";
import type { Plan } from "../plan/plan.ts";
import { ledgerPathOf } from "../state-folder.ts";

/** What nothing names any more. */
export type Prunable = {
  /** Ids that leave the lock. */
  readonly ids: readonly string[];
  /** Files to remove, relative to the project folder: of those ids, and of earlier calls of others. */
  readonly files: readonly string[];
  /** Files of those ids, and of earlier calls, that stay, and why. */
  readonly kept: readonly { readonly path: string; readonly why: string }[];
  /** Originals that no file is made of. */
  readonly originals: readonly KeptOriginal[];
};

/** Looks for what can be removed. Nothing is, yet. */
export async function findPrunable(
  folder: string,
  plan: Pick<Plan, "orphans" | "entries">,
  lock: Lock,
): Promise<Prunable> {
  // Under a new name the same image costs nothing, for as long as its files are there.
  const renamed = new Set(plan.entries.filter(({ reusable }) => reusable.length > 0).map(({ key }) => key));
  const isAwaited = (id: string) => renamed.has(lock.images[id]?.key ?? "");
  const orphaned = plan.orphans.map(({ id }) => id);
  const ids = orphaned.filter((id) => !isAwaited(id));
  const gone = new Set(ids);
  const staying = Object.entries(lock.images).filter(([id]) => !gone.has(id));
  const used = staying.flatMap(([, image]) => image.calls.flatMap(({ files }) => files));
  const usedPaths = new Set(used.map(({ path }) => path));
  const files: string[] = [];
  const filesOf = (id: string) => lock.images[id]?.calls.flatMap((call) => call.files) ?? [];
  const awaited = orphaned.filter(isAwaited).flatMap(filesOf);
  const kept = awaited.map(({ path }) => ({ path, why: "the next run makes a renamed image of it" }));
  const orphans = ids.flatMap(filesOf);
  const replaced = Object.values(lock.images)
    .flatMap((image) => image.replaced ?? [])
    .filter(({ path }) => !usedPaths.has(path));
  for (const file of [...orphans, ...replaced]) {
    const why = usedPaths.has(file.path) ? "another image is there now" : await reasonToKeep(folder, file);
    if (why === undefined) files.push(file.path);
    else if (why !== missing) kept.push({ path: file.path, why });
  }
  // Paid images that are not in their place yet stand in the ledger alone.
  const ledger = await readFile(ledgerPathOf(folder), "utf8").catch(() => "");
  const awaitedHashes = new Set(ledger.match(/[0-9a-f]{64}/g));
  const unused = await unusedOriginals(folder, used);
  return { ids, files, kept, originals: unused.filter(({ sha256 }) => !awaitedHashes.has(sha256)) };
}

const missing = "it is not there";

/** Why a file may not be removed; undefined where it may. */
async function reasonToKeep(folder: string, { path, sha256 }: LockedFile): Promise<string | undefined> {
  const file = join(folder, path);
  const parent = await realpath(dirname(file)).catch(() => undefined);
  if (parent === undefined) return missing;
  const root = await realpath(folder);
  if (parent !== root && !parent.startsWith(`${root}${sep}`)) return "it lies outside the project";
  const found = await sha256OfFile(file);
  if (found === undefined) return missing;
  return found === sha256 ? undefined : "it was edited by hand";
}
