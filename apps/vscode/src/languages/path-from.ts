import * as vscode from "vscode";
import { relativePath } from "../core/insert/relative-path.ts";

/**
 * How a document names a file: by the way from its own folder; one that lies nowhere yet, from the workspace folder
 * that the file is in. Another file system or drive can only be named by the whole address.
 */
export function pathFrom(document: vscode.Uri, file: vscode.Uri): string {
  const home = homeOf(document);
  if (home && isReachable(home, file)) return relativePath(vscode.Uri.joinPath(home, "..").path, file.path);
  const folder = vscode.workspace.getWorkspaceFolder(file) ?? vscode.workspace.workspaceFolders?.[0];
  if (!home && folder && isReachable(folder.uri, file)) return relativePath(folder.uri.path, file.path);
  return file.scheme === "file" ? file.fsPath.replaceAll("\\", "/") : file.toString();
}

/** The file of a document; a notebook's for its cells; none for what was never saved. */
export function homeOf(document: vscode.Uri): vscode.Uri | undefined {
  if (document.scheme === "untitled") return undefined;
  if (document.scheme !== "vscode-notebook-cell") return document;
  const cell = document.toString();
  const notebook = vscode.workspace.notebookDocuments.find((each) =>
    each.getCells().some((candidate) => candidate.document.uri.toString() === cell),
  );
  return notebook?.uri.scheme === "untitled" ? undefined : notebook?.uri;
}

function isReachable(from: vscode.Uri, to: vscode.Uri): boolean {
  const drive = (uri: vscode.Uri) => /^\/([a-z]):/i.exec(uri.path)?.[1]?.toLowerCase();
  return from.scheme === to.scheme && from.authority === to.authority && drive(from) === drive(to);
}
