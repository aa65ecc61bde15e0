import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RecordFiles } from "../../core/jobs/records.ts";

/** Records in a folder of this machine, as the extension's windows keep them. */
export function createRecordFiles(folder: string): RecordFiles {
  const at = (name: string) => join(folder, name);
  return {
    names: () => readdir(folder).catch(() => []),
    read: (name) => readFile(at(name), "utf8").catch(() => undefined),
    // Not by the threads for files: what is paid for is on record before its process does anything else, or dies.
    async write(name, text) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(at(`${name}.new`), text);
      renameSync(at(`${name}.new`), at(name));
    },
    remove: (name) => rm(at(name), { force: true }),
    rename: (from, to) => rename(at(from), at(to)),
  };
}
