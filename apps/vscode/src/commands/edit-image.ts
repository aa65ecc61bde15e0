import * as vscode from "vscode";
import { editImages } from "../flow/edit-images.ts";
import { askForImageFile } from "../flow/reference-step.ts";
import { back } from "../flow/steps.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  for (;;) {
    const frame = { title: vscode.l10n.t("Edit Image"), step: 1, totalSteps: 3 };
    const file = await askForImageFile(services, frame);
    if (!(file instanceof vscode.Uri)) return;
    if ((await editImages(services, [file], 1)) !== back) return;
  }
}
