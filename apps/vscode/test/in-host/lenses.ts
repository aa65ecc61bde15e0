import * as vscode from "vscode";

/** Opens a file of the folder and shows it. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** What stands above the lines, from top to bottom. */
export async function lenses(document: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return (found ?? [])
    .toSorted((one, other) => one.range.start.line - other.range.start.line)
    .map(({ command }) => command?.title ?? "");
}
