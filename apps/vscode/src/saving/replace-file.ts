import * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";
import { move } from "./move.ts";

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
    // Only what could be written beside it may go over it: there is room for it.
    await move(environment, temporary, uri, { overwrite: true }).catch(async (error) => {
      // Some providers can write and not rename.
      if (!(error instanceof vscode.FileSystemError) || error.code === "NoPermissions") throw error;
      await fs.writeFile(uri, bytes);
      await fs.delete(temporary).then(undefined, () => undefined);
    });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    throw error;
  }
}
