import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RecordFiles } from "../../core/jobs/records.ts";

/** Records in a folder of this machine, as the extension's windows keep them. */
export function createRecordFiles(folder: string): RecordFiles {
  const at = (name: string) => join(folder, name);
  return {
    names: () => readdir(folder).catch(() => []),
    read: (name) => readFile(at(name), "utf8").catch(() => undefined),
    async write(name, text) {
      await mkdir(folder, { recursive: true });
      await writeFile(at(`${name}.new`), text);
      await rename(at(`${name}.new`), at(name));
    },
    remove: (name) => rm(at(name), { force: true }),
    rename: (from, to) => rename(at(from), at(to)),
  };
}
