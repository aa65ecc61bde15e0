import * as vscode from "vscode";
import { editImages } from "../flow/edit-images.ts";
import { askForImageFile } from "../flow/reference-step.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  const file = await askForImageFile({ title: vscode.l10n.t("Edit Image") });
  if (file instanceof vscode.Uri) await editImages(services, [file]);
}
