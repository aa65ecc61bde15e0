import { readFileSync } from "node:fs";
import { join } from "node:path";
import { saveFile } from "@seedkit/core/node";
import type { FileStat, HashCache } from "./manifest/project-files.ts";
import { makeStateFolder, stateFolderOf } from "./state-folder.ts";

/** A cache of hashes that can be kept in the project's state folder. */
export type SavedHashCache = HashCache & { save(): Promise<void> };

type Known = readonly [size: number, modifiedMs: number, changedMs: number, sha256: string];

/** The hashes of a project's files by path, size and times: a file that has not changed is not read again. */
export function createHashCache(folder: string): SavedHashCache {
  const file = join(stateFolderOf(folder), "hashes.json");
  let known: Map<string, Known> | undefined;
  let hasChanged = false;
  const loaded = () => {
    known ??= load(file);
    return known;
  };
  return {
    get(path, stat) {
      const found = loaded().get(path);
      if (!found || found[0] !== stat.size || found[1] !== stat.modifiedMs) return undefined;
      return found[2] === changedMs(stat) ? found[3] : undefined;
    },
    set(path, stat, sha256) {
      loaded().set(path, [stat.size, stat.modifiedMs, changedMs(stat), sha256]);
      hasChanged = true;
    },
    async save() {
      if (!hasChanged) return;
      const text = JSON.stringify({ version: 1, files: Object.fromEntries(loaded()) });
      try {
        await makeStateFolder(folder);
        await saveFile(file, text, { overwrite: true });
        hasChanged = false;
      } catch {
        // Without it the next time is slower, and nothing else.
      }
    },
  };
}

const changedMs = (stat: FileStat) => stat.changedMs ?? 0;

function load(file: string): Map<string, Known> {
  try {
    const { version, files } = JSON.parse(readFileSync(file, "utf8")) as {
      version?: unknown;
      files?: object;
    };
    return new Map(version === 1 ? Object.entries(files ?? {}).filter(isKnown) : []);
  } catch {
    return new Map();
  }
}

function isKnown(entry: [string, unknown]): entry is [string, Known] {
  const value = entry[1];
  return Array.isArray(value) && value.length === 4 && typeof value[3] === "string";
}
