import * as vscode from "vscode";
import { placeBelowSelection } from "../flow/insert-place.ts";
import { makeImages } from "../flow/make-images.ts";
import type { Services } from "../services.ts";

/** The selected text is the prompt and stays; the image is inserted below it. */
export async function run(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const prompt = editor?.document.getText(editor.selection).replaceAll(/\s+/g, " ").trim();
  if (!editor || !prompt) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Select the text that says what the image shows."),
    );
    return;
  }
  const place = placeBelowSelection(services, editor);
  const title = vscode.l10n.t("Generate from Selection");
  const near = editor.document.uri;
  await makeImages(services, { kind: "generate", title, prompt, ready: true, near }, { place, insert: true });
}
