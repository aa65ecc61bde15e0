import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { saveFile } from "@seedkit/core/node";

/** Copies a file that holds what it should: the bytes that are written are the bytes that were checked. */
export async function copyVerified(from: string, to: string, sha256: string): Promise<boolean> {
  const found = await lstat(from).catch(() => undefined);
  if (!found?.isFile()) return false;
  const bytes = await readFile(from);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) return false;
  await saveFile(to, bytes, { overwrite: true });
  return true;
}

/** The SHA-256 of a file; undefined where it cannot be read. */
export async function sha256Of(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return undefined;
  }
  return hash.digest("hex");
}
