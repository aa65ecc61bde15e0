import { cp, unlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { listModels, type Model } from "@seedkit/core";
import { saveFile } from "@seedkit/core/node";
import { writeDraft } from "../files/draft.ts";
import { incomingPath, originalsFolderOf } from "../files/index.ts";
import { type PlaceOptions, placeFile } from "../files/place.ts";
import { sha256OfFile } from "../files/sha256.ts";
import { entryKey } from "../key/entry-key.ts";
import { hashReferences } from "../key/reference-hashes.ts";
import { type JobState, openLedger, runningProcess, takeRunLock } from "../ledger/index.ts";
import { cannotWrite, stateError } from "../ledger/ledger-error.ts";
import { formatLock } from "../lock/format-lock.ts";
import type { Lock, LockedFile } from "../lock/lock.ts";
import type { Manifest } from "../manifest/entry.ts";
import { createProjectFiles, type NodeProjectFiles } from "../node-files.ts";
import type { RunOptions } from "../run/options.ts";
import { loadLock, loadManifest } from "../run/prepare.ts";
import { ledgerPathOf, lockPathOf, makeStateFolder } from "../state-folder.ts";
import { mergeLedgers } from "./merge-ledgers.ts";
import { mergeLocks, type Wanted } from "./merge-locks.ts";

export type MergeOptions = Pick<RunOptions, "manifest" | "text" | "format" | "models"> & {
  /** The folders of the parts, each with a lock and a ledger. That of the manifest takes part anyhow. */
  readonly parts: readonly string[];
};

export type MergeResult = {
  readonly version: 1;
  /** Images in the lock now. */
  readonly images: number;
  /** Files that were copied here, relative to the project folder. */
  readonly copied: readonly string[];
  /** Files the lock names that lie in none of the folders as they were made. */
  readonly missing: readonly string[];
};

/**
 * Brings together what parts of a batch made in folders of their own: their locks, their ledgers, and the files
 * themselves. However often and in whatever order: the result is the same.
 * @throws SeedkitError `invalid_input` where a run is working in one of them, or they do not fit together
 */
export async function mergeProjects(options: MergeOptions): Promise<MergeResult> {
  const target = dirname(resolve(options.manifest));
  const files = createProjectFiles(target);
  const manifest = await loadManifest(options, files);
  const { parts, models = listModels() } = options;
  const sources = parts.map((part) => resolve(part)).filter((part) => part !== target);
  for (const source of sources) {
    const running = await runningProcess(source);
    if (running) throw stateError(`A run is working in ${source}: process ${running.pid}`, "Wait for it.");
  }
  await makeStateFolder(target);
  const held = await takeRunLock(target);
  try {
    const before = await loadLock(target);
    const locks = [before, ...(await Promise.all(sources.map(loadLock)))];
    const lock = mergeLocks(locks, await wantedOf(manifest, files, models));
    const copied = await copyFiles(target, sources, before, lock);
    await keepOriginals(target, sources);
    await writeLedger(target, sources, lock);
    await saveFile(lockPathOf(target), formatLock(lock), { overwrite: true }).catch((error) => {
      throw cannotWrite(lockPathOf(target), error);
    });
    return { version: 1, images: Object.keys(lock.images).length, ...copied };
  } finally {
    await held.release();
  }
}

async function wantedOf(
  { entries }: Manifest,
  files: NodeProjectFiles,
  models: readonly Model[],
): Promise<ReadonlyMap<string, Wanted>> {
  const wanted = new Map<string, Wanted>();
  for (const entry of entries) {
    const hashes = await hashReferences(entry, files, files.cache);
    const { format, quality, maxWidth } = entry.outputs;
    const output = {
      format,
      ...(quality !== undefined && { quality }),
      ...(maxWidth !== undefined && { maxWidth }),
    };
    wanted.set(entry.id, { key: await entryKey(entry, hashes, models), output });
  }
  return wanted;
}

async function copyFiles(
  target: string,
  sources: readonly string[],
  before: Lock,
  lock: Lock,
): Promise<Pick<MergeResult, "copied" | "missing">> {
  const copied: string[] = [];
  const missing: string[] = [];
  const replaceable = new Set(filesOf(before).map(({ sha256 }) => sha256));
  for (const file of filesOf(lock)) {
    if ((await sha256OfFile(join(target, file.path))) === file.sha256) continue;
    const { path, sha256 } = file;
    const found = await findFile(sources, file);
    if (found === undefined) missing.push(path);
    else {
      await copyFile(target, found, { path, sha256, replaceable, overwrite: false }).catch((error) => {
        throw cannotWrite(join(target, path), error);
      });
      copied.push(path);
    }
  }
  return { copied, missing };
}

async function findFile(
  sources: readonly string[],
  { path, sha256 }: LockedFile,
): Promise<string | undefined> {
  for (const source of sources) {
    if ((await sha256OfFile(join(source, path))) === sha256) return join(source, path);
  }
  return undefined;
}

async function copyFile(
  folder: string,
  from: string,
  to: Pick<PlaceOptions, "path" | "sha256" | "replaceable" | "overwrite">,
): Promise<void> {
  const draft = await writeDraft(await incomingPath(folder), { path: from });
  try {
    await placeFile({ ...to, folder, from: draft.path });
  } finally {
    await unlink(draft.path).catch(() => {});
  }
}

/** Images as they came are named by their hash: none of them can be in another's way. */
async function keepOriginals(target: string, sources: readonly string[]): Promise<void> {
  for (const source of sources) {
    await cp(originalsFolderOf(source), originalsFolderOf(target), { recursive: true, force: false }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw cannotWrite(originalsFolderOf(target), error);
      },
    );
  }
}

async function writeLedger(target: string, sources: readonly string[], lock: Lock): Promise<void> {
  const ledgers = await Promise.all(
    sources.map(async (source) => (await openLedger(ledgerPathOf(source), { readOnly: true })).state),
  );
  const own = await openLedger(ledgerPathOf(target));
  try {
    const done = ({ last }: JobState) =>
      last.type === "succeeded" &&
      !last.originals &&
      lock.images[last.made.id]?.calls.some(({ index }) => index === last.made.index) === true;
    await own.rewrite(mergeLedgers([own.state, ...ledgers], done));
  } finally {
    await own.close();
  }
}

const filesOf = ({ images }: Lock): readonly LockedFile[] =>
  Object.values(images).flatMap(({ calls }) => calls.flatMap(({ files }) => files));
