import * as vscode from "vscode";

/** Writes a file, whole or not at all, over what is there. Folders are made. @throws FileSystemError */
export async function replaceFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const folder = vscode.Uri.joinPath(uri, "..");
  await fs.createDirectory(folder);
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).slice(0, 100);
  const temporary = vscode.Uri.joinPath(folder, `.${name}.${crypto.randomUUID().slice(0, 8)}.tmp`);
  try {
    await fs.writeFile(temporary, bytes);
    await fs.rename(temporary, uri, { overwrite: true });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    // Some providers can write and not rename.
    if (!(error instanceof vscode.FileSystemError) || error.code === "NoPermissions") throw error;
    await fs.writeFile(uri, bytes);
  }
}
