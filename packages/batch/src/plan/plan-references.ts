import { createFileHasher, hashAll, imageProblem } from "../key/reference-hashes.ts";
import type { Entry } from "../manifest/entry.ts";
import type { HashCache, ProjectFiles } from "../manifest/project-files.ts";
import type { TellPlan } from "./plan-problem.ts";

type Hashes = Readonly<Record<string, string>>;

const none: Hashes = {};

/** The hashes of each entry's local references. An entry with one that cannot be used is told and left out. */
export async function hashAllReferences(
  entries: readonly Entry[],
  files: ProjectFiles,
  cache: HashCache | undefined,
  tell: TellPlan,
): Promise<Map<Entry, Hashes>> {
  const paths = new Set(entries.flatMap(({ references }) => references.map(({ path }) => path)));
  const hashes = await hashAll(paths, createFileHasher(files, cache), imageProblem);
  const byEntry = new Map<Entry, Hashes>();
  for (const entry of entries) {
    if (entry.references.length === 0) {
      byEntry.set(entry, none);
      continue;
    }
    const own: [string, string][] = [];
    for (const { path, index } of entry.references) {
      const hash = hashes.get(path);
      if (typeof hash === "string") own.push([path, hash]);
      else
        tell(entry, "bad_reference", `image_input[${index}]`, `${path} ${hash?.problem ?? "is not there"}`);
    }
    if (own.length === entry.references.length) byEntry.set(entry, Object.fromEntries(own));
  }
  return byEntry;
}
