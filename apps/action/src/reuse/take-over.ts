import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createProjectFiles,
  formatLock,
  type Lock,
  type LockedCall,
  type LockedFile,
  type LockedImage,
  type Plan,
  type PlannedEntry,
  parseLock,
} from "@seedkit/batch";
import { saveFile } from "@seedkit/core/node";
import { jobName } from "./job-name.ts";
import { copyVerified, sha256Of } from "./verified-copy.ts";

type Target = {
  readonly folder: string;
  readonly lock: Lock;
  readonly plan: Plan;
  /** Nothing is written: only what could be taken over is told. */
  readonly lookOnly: boolean;
};

/**
 * Takes over from a folder with a lock (a restored cache, another job's artifact) the calls that the plan would
 * pay for: same key, every file there as the lock says. Anything else is left alone. Returns the names of the calls.
 */
export async function takeOver(source: string, target: Target): Promise<readonly string[]> {
  const { folder, lock, plan, lookOnly } = target;
  const offered = await readLock(source);
  if (!offered) return [];
  const images = new Map(Object.entries(lock.images));
  const taken: string[] = [];
  for (const planned of plan.entries) {
    const { entry, key } = planned;
    const offer = Object.hasOwn(offered.images, entry.id) ? offered.images[entry.id] : undefined;
    if (planned.jobs.length === 0 || offer?.key !== key) continue;
    const wanted = neededCalls(planned, offer);
    const calls: LockedCall[] = [];
    for (const call of wanted) if (await bring(source, target, call, images.get(entry.id))) calls.push(call);
    if (calls.length === 0) continue;
    images.set(entry.id, withCalls(images.get(entry.id), offer, calls));
    taken.push(...calls.map(({ index }) => jobName(entry.id, key, index)));
  }
  if (taken.length > 0 && !lookOnly) {
    const merged = { ...lock, images: Object.fromEntries(images) };
    await saveFile(join(folder, "seedkit.lock"), formatLock(merged), { overwrite: true });
  }
  return taken;
}

function neededCalls({ jobs }: PlannedEntry, { calls }: LockedImage): readonly LockedCall[] {
  const missing = new Set(jobs.map(({ index }) => index));
  return calls.filter(({ index, files }) => missing.has(index) && files.length > 0);
}

/** Copies the files of a call, each checked on its way. False where one is not what it should be. */
async function bring(
  source: string,
  { folder, lookOnly }: Target,
  { files }: LockedCall,
  before: LockedImage | undefined,
): Promise<boolean> {
  const places = createProjectFiles(folder);
  const origin = createProjectFiles(source);
  const ours = new Map(filesOf(before).map((file) => [file.path, file]));
  for (const { path } of files) {
    if (!isPlain(path) || !(await places.isInside(path)) || !(await origin.isInside(path))) return false;
    if (!(await mayWrite(folder, path, ours.get(path)))) return false;
  }
  for (const { path, sha256 } of files) {
    const from = join(source, path);
    const done = lookOnly
      ? (await sha256Of(from)) === sha256
      : copyVerified(from, join(folder, path), sha256);
    if (!(await done)) return false;
  }
  return true;
}

/** A name that is free, or a file we made and nobody touched: nothing else is written over. */
async function mayWrite(folder: string, path: string, own: LockedFile | undefined): Promise<boolean> {
  const place = join(folder, path);
  const found = await lstat(place).catch(() => undefined);
  if (!found) return true;
  return found.isFile() && own !== undefined && (await sha256Of(place)) === own.sha256;
}

/** A relative path without `..`, that is not about the state folder or git. */
export function isPlain(path: string): boolean {
  const parts = path.split("/");
  if (
    path.includes("\\") ||
    /^[A-Za-z]:/.test(path) ||
    parts.some((part) => part === "" || /^\.{1,2}$/.test(part))
  )
    return false;
  return !/^\.(git|seedkit)$/i.test(parts[0] ?? "");
}

function withCalls(
  before: LockedImage | undefined,
  offer: LockedImage,
  calls: readonly LockedCall[],
): LockedImage {
  const same = before?.key === offer.key;
  const fresh = new Set(calls.map(({ index }) => index));
  const kept = same ? before.calls.filter(({ index }) => !fresh.has(index)) : [];
  const all = [...kept, ...calls].sort((a, b) => a.index - b.index);
  const taken = new Set(all.flatMap(({ files }) => files.map(({ path }) => path)));
  const left = filesOf(before).filter(({ path }) => !taken.has(path));
  const { replaced: _, ...image } = offer;
  return { ...image, calls: all, ...(left.length > 0 && { replaced: left }) };
}

const filesOf = (image: LockedImage | undefined): readonly LockedFile[] => [
  ...(image?.replaced ?? []),
  ...(image?.calls.flatMap(({ files }) => files) ?? []),
];

/** The lock of a folder; undefined where there is none that can be read. */
async function readLock(folder: string): Promise<Lock | undefined> {
  try {
    return parseLock(await readFile(join(folder, "seedkit.lock"), "utf8"));
  } catch {
    return undefined;
  }
}
