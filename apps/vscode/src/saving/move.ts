import * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";

/**
 * Gives a file another name beside it, in one step on this machine's own disks. The editor looks and deletes first,
 * and renames then: of two who take the same name at once the later would win, and a window that closes in between
 * would leave no file of that name, be it a lock or the record of what is paid for. @throws FileSystemError
 */
export async function move(
  { moveFile }: Environment,
  from: vscode.Uri,
  to: vscode.Uri,
  options: { readonly overwrite: boolean },
): Promise<void> {
  if (moveFile && from.scheme === "file") {
    try {
      return await moveFile(from.fsPath, to.fsPath, options);
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === "EEXIST")
        throw vscode.FileSystemError.FileExists(to);
      // Windows refuses while somebody reads it: the editor tries again for a while, and says why not.
    }
  }
  await vscode.workspace.fs.rename(from, to, options);
}
