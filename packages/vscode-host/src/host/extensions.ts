import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { withLock } from "../set-up/lock.ts";
import { findNode, places } from "../set-up/places.ts";

const keptFor = 24 * 60 * 60 * 1000;

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
    forgetOld();
    const making = mkdtempSync(join(places.extensions, "making-"));
    install(files, making);
    renameSync(making, ready);
    return ready;
  });
}

function install(files: string[], folder: string): void {
  const home = join(folder, ".home");
  const args = ["--extensions-dir", folder, "--user-data-dir", home];
  const wanted = files.flatMap((file) => ["--install-extension", file]);
  const run = spawnSync(findNode(), [places.codeServer, ...args, ...wanted], {
    encoding: "utf8",
    // With a home of its own it writes no configuration to the user's.
    env: { PATH: process.env.PATH, HOME: home, EXTENSIONS_GALLERY: "{}" },
  });
  if (run.status !== 0) throw new Error(`cannot install ${files.join(", ")}:\n${run.stdout}${run.stderr}`);
  rmSync(home, { recursive: true, force: true });
}

/** Every build of an extension is another one: those of other days go. */
function forgetOld(): void {
  for (const name of readdirSync(places.extensions)) {
    const path = join(places.extensions, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > keptFor) rmSync(path, { recursive: true, force: true });
  }
}
