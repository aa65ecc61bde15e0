import { emptyLock, formatLock, type Lock, parseLock } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import { lockName } from "../core/manifest/manifest-name.ts";
import type { Environment } from "../env/environment.ts";
import { replaceFile } from "../saving/replace-file.ts";

/** The lock beside a manifest; undefined where nothing was made yet. @throws SeedkitError, FileSystemError */
export async function readLock(folder: vscode.Uri): Promise<Lock | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, lockName));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
  return parseLock(new TextDecoder().decode(bytes));
}

const writing = new Map<string, Promise<unknown>>();

/**
 * Reads a lock, changes it, writes it: one change of a lock after the other, each on what was written last, be it
 * by the command line. @throws SeedkitError, FileSystemError
 */
export function updateLock(
  environment: Environment,
  folder: vscode.Uri,
  change: (lock: Lock) => Lock,
): Promise<void> {
  const name = folder.toString();
  const before = writing.get(name) ?? Promise.resolve();
  const mine = before.then(async () => {
    const lock = change((await readLock(folder)) ?? emptyLock());
    await replaceFile(
      environment,
      vscode.Uri.joinPath(folder, lockName),
      new TextEncoder().encode(formatLock(lock)),
    );
  });
  const settled = mine.catch(() => {});
  writing.set(name, settled);
  void settled.then(() => writing.get(name) === settled && writing.delete(name));
  return mine;
}
