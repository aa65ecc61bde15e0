import * as vscode from "vscode";
import { askForKey } from "../flow/ensure-key.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  if (await askForKey(services))
    void vscode.window.showInformationMessage(vscode.l10n.t("The API key works and is stored."));
}
