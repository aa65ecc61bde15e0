import * as vscode from "vscode";
import { nextReferences, setNextReferences } from "../flow/references.ts";
import { chosenFiles } from "../host/chosen-files.ts";
import type { Services } from "../services.ts";
import { run as showReferences } from "./show-references.ts";

export async function run(services: Services, uri?: vscode.Uri, uris?: readonly vscode.Uri[]): Promise<void> {
  const added = chosenFiles(uri, uris).map((file) => file.toString());
  if (added.length === 0) return;
  const references = [...new Set([...nextReferences(services), ...added])];
  await setNextReferences(services, references);
  const { t } = vscode.l10n;
  const message =
    references.length === 1
      ? t("The next image takes 1 reference.")
      : t("The next image takes {0} references.", references.length);
  const chosen = await vscode.window.showInformationMessage(message, t("Generate Image…"), t("Show"));
  if (chosen === t("Generate Image…")) await vscode.commands.executeCommand("seedkit.generateImage");
  if (chosen === t("Show")) await showReferences(services);
}
