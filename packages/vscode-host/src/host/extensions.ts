import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { withLock } from "../set-up/lock.ts";
import { findNode, places } from "../set-up/places.ts";

interface IndexEntry {
  relativeLocation: string;
}

/** Puts packed extensions into an extensions folder. A set of them is installed once, later ones are copies. */
export async function installExtensions(files: string[], folder: string): Promise<void> {
  if (files.length === 0) return;
  cpSync(await installedOnce(files), folder, { recursive: true });
  const index = join(folder, "extensions.json");
  const entries: IndexEntry[] = JSON.parse(readFileSync(index, "utf8"));
  const moved = entries.map((entry) => ({
    ...entry,
    location: { $mid: 1, scheme: "file", path: join(folder, entry.relativeLocation) },
  }));
  writeFileSync(index, JSON.stringify(moved));
}

async function installedOnce(files: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  const ready = join(places.extensions, hash.digest("hex").slice(0, 24));
  if (existsSync(ready)) return ready;
  mkdirSync(places.extensions, { recursive: true });
  return withLock(`${ready}.lock`, async () => {
    if (existsSync(ready)) return ready;
    const making = mkdtempSync(join(places.extensions, "making-"));
    const wanted = files.flatMap((file) => ["--install-extension", file]);
    const args = [
      places.codeServer,
      "--extensions-dir",
      making,
      "--user-data-dir",
      join(making, ".user"),
      ...wanted,
    ];
    const run = spawnSync(findNode(), args, {
      encoding: "utf8",
      env: { ...process.env, EXTENSIONS_GALLERY: "{}" },
    });
    if (run.status !== 0) throw new Error(`cannot install ${files.join(", ")}:\n${run.stdout}${run.stderr}`);
    rmSync(join(making, ".user"), { recursive: true, force: true });
    renameSync(making, ready);
    return ready;
  });
}
