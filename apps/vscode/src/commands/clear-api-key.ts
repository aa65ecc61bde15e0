import * as vscode from "vscode";
import { keyVariable } from "../env/environment.ts";
import type { Services } from "../services.ts";

export async function run({ keys, log }: Services): Promise<void> {
  const { t } = vscode.l10n;
  const wasStored = (await keys.source()) === "stored";
  await keys.clear();
  log.info("the stored key was forgotten");
  const forgotten = wasStored ? t("The stored API key is forgotten.") : t("No API key was stored.");
  const left = (await keys.source()) === "environment";
  const message = left ? t("{0} The one of {1} is used from now on.", forgotten, keyVariable) : forgotten;
  void vscode.window.showInformationMessage(message);
}
