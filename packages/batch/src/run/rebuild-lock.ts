import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { LedgerState } from "../ledger/index.ts";
import type { LockedFile } from "../lock/lock.ts";
import type { LockWriter } from "./lock-writer.ts";

/** Brings into the lock what the ledger says was made: a crash may have come between the two. */
export async function rebuildLock(folder: string, ledger: LedgerState, writer: LockWriter): Promise<void> {
  const { images } = writer.lock;
  for (const { last } of ledger.jobs.values()) {
    if (last.type !== "succeeded" || last.originals || last.files.length === 0) continue;
    const { made, files, cost } = last;
    const locked = images[made.id];
    const same = locked?.key === made.key;
    if (same && locked.calls.some(({ index }) => index === made.index)) continue;
    // Another key in the lock may be newer, from a colleague: then only what lies there decides.
    const check = locked && !same ? isAsMade : exists;
    const there = await Promise.all(files.map((file) => check(folder, file)));
    if (there.every(Boolean)) writer.add(made, files, cost);
  }
}

async function exists(folder: string, { path }: LockedFile): Promise<boolean> {
  return stat(join(folder, path)).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function isAsMade(folder: string, { path, sha256 }: LockedFile): Promise<boolean> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(join(folder, path)), hash);
  } catch {
    return false;
  }
  return hash.digest("hex") === sha256;
}
