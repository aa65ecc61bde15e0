import * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";

/** Writes a file, whole or not at all, over what is there. Folders are made. @throws FileSystemError */
export async function replaceFile(
  environment: Environment,
  uri: vscode.Uri,
  bytes: Uint8Array,
): Promise<void> {
  const { fs } = vscode.workspace;
  const folder = vscode.Uri.joinPath(uri, "..");
  await fs.createDirectory(folder);
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).slice(0, 100);
  const temporary = vscode.Uri.joinPath(folder, `.${name}.${crypto.randomUUID().slice(0, 8)}.tmp`);
  try {
    await fs.writeFile(temporary, bytes);
    await renameOver(environment, temporary, uri);
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    // Some providers can write and not rename.
    if (!(error instanceof vscode.FileSystemError) || error.code === "NoPermissions") throw error;
    await fs.writeFile(uri, bytes);
  }
}

/**
 * Gives a file the name of another, and takes its place: in one step on this machine's own disk. The editor's rename
 * deletes what is there and renames then: a window that closes in between would leave no file of that name, be it a
 * lock or the record of what is paid for. @throws FileSystemError
 */
export async function renameOver({ moveOver }: Environment, from: vscode.Uri, to: vscode.Uri): Promise<void> {
  if (moveOver && from.scheme === "file") {
    const isMoved = await moveOver(from.fsPath, to.fsPath).then(
      () => true,
      // Windows refuses while somebody reads it: the editor tries again for a while, and says why not.
      () => false,
    );
    if (isMoved) return;
  }
  await vscode.workspace.fs.rename(from, to, { overwrite: true });
}
