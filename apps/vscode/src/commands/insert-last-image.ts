import * as vscode from "vscode";
import { insertAtCaret } from "../flow/insert-place.ts";
import { nameOf } from "../flow/words.ts";
import { lastImage } from "../host/last-image.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  const image = lastImage(services);
  const { t } = vscode.l10n;
  if (!image) return tell(t("No image was made in this workspace yet."));
  const isThere = await vscode.workspace.fs.stat(vscode.Uri.parse(image.uri, true)).then(
    () => true,
    () => false,
  );
  if (!isThere) return tell(t("{0} is not there any more.", nameOf(image.uri)));
  await insertAtCaret(services, [image]);
}

const tell = (message: string): void => void vscode.window.showInformationMessage(message);
