import * as vscode from "vscode";
import { nameOf } from "../flow/words.ts";
import { chosenFiles } from "../host/chosen-files.ts";
import { readPrompt } from "../host/read-prompt.ts";
import type { Services } from "../services.ts";

export async function run(_services: Services, uri?: vscode.Uri): Promise<void> {
  const [file] = chosenFiles(uri);
  if (!file) return;
  const prompt = await readPrompt(file);
  const name = nameOf(file.toString());
  if (prompt === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0} does not say what it was made from.", name));
    return;
  }
  await vscode.env.clipboard.writeText(prompt);
  void vscode.window.showInformationMessage(vscode.l10n.t("The prompt of {0} is copied.", name));
}
