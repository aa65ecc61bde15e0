import {
  type Lock,
  type Plan,
  type Problem,
  type ProjectFiles,
  parseLock,
  planManifest,
  readManifest,
} from "@seedkit/batch/manifest";
import { isSeedkitError } from "@seedkit/core";
import type { Assessment, ManifestText, WorkToDo } from "./assessment.ts";
import { createKnownHashes, type KnownHashes } from "./known-hashes.ts";
import { lockName } from "./manifest-name.ts";
import { createListedFiles, folderOf, type ListedFiles, type RawFiles } from "./raw-files.ts";
import { blockedIds, summarize, totalsOf } from "./summarize.ts";

/** Reads and plans manifests, and remembers what need not be read again. */
export type Assessor = {
  /** For showing: of many files it takes those of the right size for what was made. */
  assess(source: ManifestText, raw: RawFiles): Promise<Assessment>;
  /** For making: every file is looked at. `only`: ids. */
  plan(source: ManifestText, raw: RawFiles, only?: readonly string[]): Promise<WorkToDo>;
  /** A manifest that is looked at no more. */
  forget(manifest: string): void;
};

type Known = { readonly hashes: KnownHashes; lockText?: string; lock?: Lock };
type Planned = {
  readonly problems: readonly Problem[];
  readonly plan?: Plan;
  readonly lock?: Lock | undefined;
};

/** `sha256`: of the platform, where it answers at once. */
export function createAssessor(sha256?: ProjectFiles["sha256"]): Assessor {
  const known = new Map<string, Known>();
  const knownOf = (manifest: string) => {
    const one = known.get(manifest) ?? { hashes: createKnownHashes() };
    known.set(manifest, one);
    return one;
  };
  return {
    forget: (manifest) => void known.delete(manifest),
    async assess(source, raw) {
      const files = createListedFiles(raw, sha256);
      const { problems, plan, lock } = await planOf(source, files, knownOf(source.manifest), true);
      const folders = [...files.folders];
      return plan
        ? { problems, folders, entries: summarize(plan, lock), totals: totalsOf(plan) }
        : { problems, folders };
    },
    async plan(source, raw, only) {
      const files = createListedFiles(raw, sha256);
      const { problems, plan } = await planOf(source, files, knownOf(source.manifest), false, only);
      if (!plan) return { problems, blocked: [], expectedMs: 0 };
      const blocked = blockedIds(plan);
      // An id is a pattern, too, that means tags and combinations as well.
      const asked = only && new Set(only);
      const entries = plan.entries.filter(
        ({ entry: { id }, jobs }) => jobs.length > 0 && !blocked.has(id) && (!asked || asked.has(id)),
      );
      return { problems, entries, blocked: [...blocked], expectedMs: plan.expectedMs };
    },
  };
}

async function planOf(
  { file, text, formats, concurrency }: ManifestText,
  files: ListedFiles,
  known: Known,
  mayPresume: boolean,
  only?: readonly string[],
): Promise<Planned> {
  // Asked for first: an editor that draws a large document is slow to answer, and meanwhile it is read here.
  const locking = lockOf(files, known, file);
  locking.catch(() => undefined);
  const read = await readManifest({ file, text }, files);
  if (!read.manifest) return { problems: read.problems };
  const folders = new Set(read.manifest.entries.map(({ outputs }) => folderOf(outputs.template)));
  if (folders.size <= fewFolders) for (const folder of folders) files.lookInto(folder);
  const lock = await locking;
  if ("problem" in lock) return { problems: [...read.problems, lock.problem] };
  const plan = await planManifest(read.manifest, lock.lock, files, {
    cache: known.hashes.cache(mayPresume ? lock.lock : undefined),
    concurrency,
    canConvertTo: (format) => formats.includes(format),
    ...(only && only.length <= fewIds && { only }),
  });
  return { problems: inOrder([...read.problems, ...plan.problems]), plan, lock: lock.lock };
}

// Each is compared with each entry.
const fewIds = 50;
// Of more, each is looked into when it has its turn.
const fewFolders = 16;

async function lockOf(
  files: ListedFiles,
  known: Known,
  file: string,
): Promise<{ readonly lock: Lock | undefined } | { readonly problem: Problem }> {
  const bytes = (await files.stat(lockName)) && (await files.read(lockName));
  if (!bytes) return { lock: undefined };
  const text = new TextDecoder().decode(bytes);
  if (known.lock && known.lockText === text) return { lock: known.lock };
  try {
    const lock = parseLock(text);
    Object.assign(known, { lock, lockText: text });
    return { lock };
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    const message = [error.message, error.hint].filter(Boolean).join(". ");
    return { problem: { severity: "error", code: "bad_lock", message, file, path: "", line: 1, column: 1 } };
  }
}

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
