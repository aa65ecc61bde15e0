import * as vscode from "vscode";
import { askReferences } from "../flow/reference-step.ts";
import { nextReferences, setNextReferences } from "../flow/references.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  const title = vscode.l10n.t("References of the Next Image");
  const references = await askReferences(services, nextReferences(services), title);
  if (references) await setNextReferences(services, references);
}
