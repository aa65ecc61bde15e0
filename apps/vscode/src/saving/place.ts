import * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";
import { move } from "./move.ts";

// Names that a job of this window is writing to just now: two never take the same.
const taken = new Set<string>();

/** Whether something lies there. A file system that cannot say counts as no. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

type WillWrite = (uri: vscode.Uri) => Promise<void>;

/**
 * Writes a new file under the first of the names that is free: whole or not at all, never over another.
 * Folders are made. `willWrite` hears of each name just before the file gets it. @throws FileSystemError
 */
export async function placeFirstFree(
  environment: Environment,
  names: Iterable<vscode.Uri>,
  bytes: Uint8Array,
  willWrite?: WillWrite,
): Promise<vscode.Uri> {
  for (const uri of names) {
    const id = uri.toString();
    if (taken.has(id)) continue;
    taken.add(id);
    try {
      if (!(await exists(uri)) && (await place(environment, uri, bytes, willWrite))) return uri;
    } finally {
      taken.delete(id);
    }
  }
  throw vscode.FileSystemError.FileExists();
}

/** False where something of that name came meanwhile. */
async function place(
  environment: Environment,
  uri: vscode.Uri,
  bytes: Uint8Array,
  willWrite?: WillWrite,
): Promise<boolean> {
  const { fs } = vscode.workspace;
  const folder = vscode.Uri.joinPath(uri, "..");
  await fs.createDirectory(folder);
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const temporary = vscode.Uri.joinPath(
    folder,
    `.${name.slice(0, 100)}.${crypto.randomUUID().slice(0, 8)}.tmp`,
  );
  try {
    await write(temporary, bytes);
    await willWrite?.(uri);
    await move(environment, temporary, uri, { overwrite: false });
    return true;
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    const { code } = error instanceof vscode.FileSystemError ? error : { code: undefined };
    if (code === "FileExists" || (await exists(uri))) return false;
    // Some providers can write and not rename, or take no name with a dot in front.
    if (code === undefined || code === "NoPermissions") throw error;
    await willWrite?.(uri);
    await writeWhole(uri, bytes);
    return true;
  }
}

/** What could not be written to its end, as on a full disk, is taken away again. */
async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await write(uri, bytes);
  } catch (error) {
    await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
    throw error;
  }
}

/** Writes, and looks whether it is all there. */
async function write(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, bytes);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size !== bytes.length) throw vscode.FileSystemError.Unavailable(uri);
}
