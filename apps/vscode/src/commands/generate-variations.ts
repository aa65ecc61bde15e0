import * as vscode from "vscode";
import { insertPlace } from "../flow/insert-place.ts";
import { makeImages } from "../flow/make-images.ts";
import { suggestPrompt } from "../flow/suggest-prompt.ts";
import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  const place = insertPlace(services);
  const suggestion = suggestPrompt();
  const near = vscode.window.activeTextEditor?.document.uri;
  const title = vscode.l10n.t("Generate Variations");
  await makeImages(services, { kind: "variations", title, suggestion, near, several: true }, { place });
}
