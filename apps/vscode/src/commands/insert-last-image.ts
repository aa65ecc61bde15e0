import * as vscode from "vscode";
import { insertAtCaret } from "../flow/insert-place.ts";
import { lastImage } from "../host/last-image.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  const image = lastImage(services);
  if (image) await insertAtCaret(services, image);
  else void vscode.window.showInformationMessage(vscode.l10n.t("No image was made in this workspace yet."));
}
