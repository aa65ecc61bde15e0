import * as vscode from "vscode";
import { nameOf } from "../flow/words.ts";

/** Moves a file to the trash; where there is none, it is deleted for good after a question. False: it is kept. */
export async function deleteFile(uri: vscode.Uri): Promise<boolean> {
  const { fs } = vscode.workspace;
  try {
    await fs.delete(uri, { useTrash: true });
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return true;
  }
  const { t } = vscode.l10n;
  const yes = t("Delete for Good");
  const question = t("There is no trash here. Delete {0} for good?", nameOf(uri.toString()));
  if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) !== yes) return false;
  await fs.delete(uri);
  return true;
}
