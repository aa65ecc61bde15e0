import * as vscode from "vscode";
import type { RecordFiles } from "../core/jobs/records.ts";
import type { Environment } from "../env/environment.ts";
import { move } from "../saving/move.ts";

const folderName = "jobs";

/** Where the records of this window's workspace lie, and those of windows without one. The first is written to. */
export function recordFolders({
  storageUri,
  globalStorageUri,
}: Pick<vscode.ExtensionContext, "storageUri" | "globalStorageUri">): readonly vscode.Uri[] {
  return [storageUri, globalStorageUri].flatMap((uri) => (uri ? [vscode.Uri.joinPath(uri, folderName)] : []));
}

export async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}

/** Records in the extension's own storage. What is taken over from another folder moves to the first. */
export function createRecordFiles(environment: Environment, folders: readonly vscode.Uri[]): RecordFiles {
  const { fs } = vscode.workspace;
  const at = (folder: vscode.Uri | undefined, name: string) => {
    if (!folder) throw vscode.FileSystemError.Unavailable();
    return vscode.Uri.joinPath(folder, name);
  };
  const [own] = folders;
  const ready = { made: false };

  const makeFolder = async () => {
    if (own && !ready.made) await fs.createDirectory(own);
    ready.made = true;
  };
  const find = async (name: string): Promise<vscode.Uri | undefined> => {
    for (const folder of folders) {
      const uri = at(folder, name);
      const found = await fs.stat(uri).then(
        () => true,
        () => false,
      );
      if (found) return uri;
    }
    return undefined;
  };

  return {
    names: async () => [...new Set((await Promise.all(folders.map(namesIn))).flat())],
    async read(name) {
      const uri = await find(name);
      // It may go while it is being read: that is no different from not being there.
      const bytes = uri && (await fs.readFile(uri).then(undefined, () => undefined));
      return bytes && new TextDecoder().decode(bytes);
    },
    async write(name, text) {
      await makeFolder();
      const temporary = at(own, `${name}.new`);
      await fs.writeFile(temporary, new TextEncoder().encode(text));
      await move(environment, temporary, at(own, name), { overwrite: true });
    },
    async remove(name) {
      const uri = await find(name);
      if (uri) await fs.delete(uri).then(undefined, () => undefined);
    },
    async rename(from, to) {
      await makeFolder();
      const uri = await find(from);
      if (!uri) throw vscode.FileSystemError.FileNotFound(from);
      await fs.rename(uri, at(own, to), { overwrite: false });
    },
  };
}
