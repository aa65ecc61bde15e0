import * as vscode from "vscode";
import type { RawFiles } from "../core/manifest/raw-files.ts";

/** The project a manifest is about, over the workspace's file system: relative to the manifest's folder. */
export type WorkspaceFiles = RawFiles & {
  /** Something changed there: what is known of it is asked for again. Undefined: anything may have. */
  changed(uri?: vscode.Uri): void;
};

type Stat = Awaited<ReturnType<RawFiles["stats"]>>[number];

export function createWorkspaceFiles(folder: vscode.Uri): WorkspaceFiles {
  const { fs } = vscode.workspace;
  // Nobody tells of changes outside of the workspace, so nothing is remembered there.
  const isWatched = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const known = new Map<string, Promise<Stat>>();
  const at = (path: string) => vscode.Uri.joinPath(folder, path);
  const stat = async (uri: vscode.Uri): Promise<Stat> => {
    try {
      const { size, mtime, ctime } = await fs.stat(uri);
      return { size, modifiedMs: mtime, changedMs: ctime };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    changed(uri) {
      if (uri) known.delete(uri.toString());
      else known.clear();
    },
    async list(path) {
      try {
        return (await fs.readDirectory(at(path))).map(([name]) => name);
      } catch (error) {
        return isMissing(error) ? [] : undefined;
      }
    },
    stats: (paths) =>
      Promise.all(
        paths.map((path) => {
          const uri = at(path);
          const key = uri.toString();
          const asked = known.get(key) ?? stat(uri);
          if (isWatched) known.set(key, asked);
          asked.catch(() => known.delete(key));
          return asked;
        }),
      ),
    async read(path) {
      try {
        return await fs.readFile(at(path));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async isInside(path) {
      return at(path).path.startsWith(`${folder.path.replace(/\/$/, "")}/`);
    },
  };
}

const isMissing = (error: unknown) =>
  error instanceof vscode.FileSystemError &&
  (error.code === "FileNotFound" || error.code === "FileNotADirectory" || error.code === "FileIsADirectory");
