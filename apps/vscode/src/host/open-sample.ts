import * as vscode from "vscode";
import { exists } from "../saving/place.ts";

/**
 * Opens a file of this name in the workspace; where there is none, it is made. Undefined: no folder is open, and the
 * person is told.
 */
export async function openSample(name: string, text: string): Promise<vscode.TextEditor | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) {
    await offerFolder();
    return undefined;
  }
  const uri = vscode.Uri.joinPath(folder.uri, name);
  if (!(await exists(uri))) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const viewColumn = vscode.ViewColumn.Beside;
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { viewColumn });
}

async function offerFolder(): Promise<void> {
  const { t } = vscode.l10n;
  const open = t("Open Folder…");
  const chosen = await vscode.window.showInformationMessage(
    t("Open a folder first: the sample is a file in it."),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand("vscode.openFolder");
}
