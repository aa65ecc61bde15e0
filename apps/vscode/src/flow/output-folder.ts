import * as vscode from "vscode";
import { resolveFolder } from "../core/flow/output-folder.ts";
import { readSettings } from "../host/settings.ts";
import type { Services } from "../services.ts";

/** The folder that was chosen while none was open. */
const chosenName = "seedkit.folder";

/** Where new images go by the settings. Undefined: there is no folder, and none was chosen. */
export async function outputFolder(
  { context }: Pick<Services, "context">,
  near: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
  const root = workspaceRoot(near) ?? (await askForRoot());
  // Of several folders none was chosen: that is Esc, and no folder is guessed.
  if (!root && (vscode.workspace.workspaceFolders ?? []).length > 1) return undefined;
  const setting = readSettings(near ?? root).outputFolder;
  const file = near && near.scheme !== "untitled" ? vscode.Uri.joinPath(near, "..") : undefined;
  if (root) return folderIn(root, setting, file);
  if (file) return folderIn(file, setting, file);
  const before = context.workspaceState.get<string>(chosenName);
  if (before !== undefined) return vscode.Uri.parse(before, true);
  const chosen = await askForFolder({ title: vscode.l10n.t("No folder is open: where do the images go?") });
  await context.workspaceState.update(chosenName, chosen?.toString());
  return chosen;
}

/** Asks for a folder with the editor's own dialog. */
export async function askForFolder(options: vscode.OpenDialogOptions): Promise<vscode.Uri | undefined> {
  const openLabel = vscode.l10n.t("Save Images Here");
  const only = { canSelectFolders: true, canSelectFiles: false, openLabel };
  return (await vscode.window.showOpenDialog({ ...only, ...options }))?.[0];
}

/** The folders that images of this workspace go to, as far as that is known without asking. */
export function outputFolders(): readonly vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => {
    const setting = readSettings(uri).outputFolder;
    return folderIn(uri, setting, undefined);
  });
}

function folderIn(root: vscode.Uri, setting: string, file: vscode.Uri | undefined): vscode.Uri {
  const { path, absolute } = resolveFolder(setting, file?.path ?? root.path);
  return absolute ? root.with({ path }) : vscode.Uri.joinPath(root, path);
}

function workspaceRoot(near: vscode.Uri | undefined): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const own = near && vscode.workspace.getWorkspaceFolder(near);
  return own?.uri ?? (folders.length === 1 ? folders[0]?.uri : undefined);
}

async function askForRoot(): Promise<vscode.Uri | undefined> {
  if ((vscode.workspace.workspaceFolders ?? []).length < 2) return undefined;
  const placeHolder = vscode.l10n.t("The folder that the images go to");
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri;
}
