import type { Model } from "@seedkit/core";
import type { FileHash } from "../key/reference-hashes.ts";
import type { Lock, LockedCall, LockedFile, LockedImage } from "../lock/lock.ts";
import type { Entry } from "../manifest/entry.ts";
import { contentChanges, outputChanges } from "./changes.ts";
import { diskState, expectedPaths } from "./files-on-disk.ts";
import type { EntryState } from "./plan.ts";
import type { ClaimRenamed } from "./renamed.ts";

/** What planning knows when it looks at an entry. */
export type Assessing = {
  readonly lock: Lock;
  readonly models: readonly Model[];
  /** Of the files in the lock, as they lie there. */
  readonly hashes: ReadonlyMap<string, FileHash>;
  readonly overwriteEdited: boolean;
  /** Whether what the emulator drew counts as made. */
  readonly emulated: boolean;
  readonly claimRenamed: ClaimRenamed;
};

export type Assessment = {
  readonly state: EntryState;
  readonly changes: readonly string[];
  readonly files: readonly string[];
  /** The calls to make, by index. */
  readonly calls: readonly number[];
  /** Of those, the ones that were made before from the same content: their images may still be there. */
  readonly remade: readonly LockedCall[];
  /** True where the files at their former places are as they should be, but for the name. */
  readonly isOnlyMoved: boolean;
};

/** How an entry stands against the lock and the files on the disk. */
export function assess(
  entry: Entry,
  key: string,
  referenceHashes: Readonly<Record<string, string>>,
  assessing: Assessing,
): Assessment {
  const { lock } = assessing;
  const locked = Object.hasOwn(lock.images, entry.id) ? lock.images[entry.id] : undefined;
  const all = Array.from({ length: entry.count }, (_, index) => index);
  if (!locked) {
    const renamed = assessing.claimRenamed(key, (image) => isWhole(image, assessing));
    return renamed ? assessRenamed(entry, renamed, all) : plain("new", [], [], all);
  }
  const changes = contentChanges(entry, key, referenceHashes, locked, lock, assessing.models);
  if (changes.length > 0) {
    const edited = locked.calls.flatMap(({ files }) => editedOf(files, assessing));
    if (edited.length > 0 && !assessing.overwriteEdited) return plain("edited", changes, edited, []);
    return plain("changed", changes, edited, all);
  }
  const made = locked.calls.filter((call) => assessing.emulated || !call.emulated);
  return assessCalls(entry, made, outputChanges(entry, locked), all, assessing);
}

function isWhole({ calls }: LockedImage, { hashes, emulated }: Assessing): boolean {
  return calls.every(
    (call) => (emulated || !call.emulated) && call.files.every((file) => diskState(file, hashes) === "there"),
  );
}

/** Every call is to be made, of images that were paid for under another id. */
function assessRenamed(entry: Entry, locked: LockedImage, all: readonly number[]): Assessment {
  const newOutput = outputChanges(entry, locked);
  return {
    ...plain("changed", ["id", ...newOutput], [], all),
    remade: locked.calls.filter(({ index }) => index < entry.count),
    isOnlyMoved: newOutput.length === 0,
  };
}

function assessCalls(
  entry: Entry,
  made: readonly LockedCall[],
  newOutput: readonly string[],
  all: readonly number[],
  assessing: Assessing,
): Assessment {
  const byIndex = new Map(made.map((call) => [call.index, call]));
  const missing: string[] = [];
  const edited: string[] = [];
  const calls: number[] = [];
  const remade: LockedCall[] = [];
  let isMoved = false;
  let isIncomplete = false;
  for (const index of all) {
    const call = byIndex.get(index);
    if (!call) {
      isIncomplete = true;
      calls.push(index);
      continue;
    }
    const gone = call.files.filter((file) => diskState(file, assessing.hashes) === "missing");
    const worked = editedOf(call.files, assessing);
    const expected = newOutput.includes("format") ? [] : expectedPaths(entry, call);
    const moves = expected.some((path, at) => path !== call.files[at]?.path);
    isMoved ||= moves;
    for (const { path } of gone) missing.push(path);
    edited.push(...worked);
    const isKept = worked.length > 0 && !assessing.overwriteEdited;
    if (isKept || (gone.length + worked.length === 0 && !moves && newOutput.length === 0)) continue;
    calls.push(index);
    remade.push(call);
  }
  const changes = isMoved ? ["output", ...newOutput] : newOutput;
  const state = stateOf(edited, missing, changes, isIncomplete);
  const files = [...edited, ...missing];
  return { state, changes, files, calls, remade, isOnlyMoved: newOutput.length === 0 };
}

function stateOf(
  edited: readonly string[],
  missing: readonly string[],
  changes: readonly string[],
  isIncomplete: boolean,
): EntryState {
  if (edited.length > 0) return "edited";
  if (missing.length > 0) return "missing";
  if (changes.length > 0) return "changed";
  return isIncomplete ? "incomplete" : "unchanged";
}

function editedOf(files: readonly LockedFile[], { hashes }: Assessing): string[] {
  return files.filter((file) => diskState(file, hashes) === "edited").map(({ path }) => path);
}

function plain(
  state: EntryState,
  changes: readonly string[],
  files: readonly string[],
  calls: readonly number[],
): Assessment {
  return { state, changes, files, calls, remade: [], isOnlyMoved: false };
}
