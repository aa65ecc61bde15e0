import * as vscode from "vscode";
import type { History } from "../core/history/history.ts";

const pictures = "**/*.{png,jpg,jpeg,webp,avif}";

/** Tells when images of the workspace come or go, and lets entries follow files that are renamed in the editor. */
export function followFiles(history: History, refresh: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pictures, false, true, false);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
    vscode.workspace.onDidDeleteFiles(refresh),
    vscode.workspace.onDidRenameFiles(async ({ files }) => {
      for (const entry of await history.list()) {
        const uri = movedTo(entry.uri, files);
        if (uri !== undefined) await history.update(entry.id, { uri });
      }
      refresh();
    }),
  );
}

type Renamed = { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri };

/** Where a file is after it, or a folder above it, was renamed. */
function movedTo(uri: string, files: readonly Renamed[]): string | undefined {
  for (const { oldUri, newUri } of files) {
    const before = oldUri.toString();
    if (uri === before || uri.startsWith(`${before}/`)) return newUri.toString() + uri.slice(before.length);
  }
  return undefined;
}
