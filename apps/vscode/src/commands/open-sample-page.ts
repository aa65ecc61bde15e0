import * as vscode from "vscode";
import { samplePage } from "../core/samples.ts";
import { openSample } from "../host/open-sample.ts";

/** Opens a page with an image that is missing, the caret on it: its Quick Fix is one key away. */
export async function run(): Promise<void> {
  const { t } = vscode.l10n;
  const page = samplePage(t("Our garden"), t("A red fox in the snow, morning light"));
  const editor = await openSample(page.name, page.text);
  if (!editor) return;
  const at = editor.document.positionAt(Math.max(0, editor.document.getText().indexOf(page.mark)));
  editor.selection = new vscode.Selection(at, at);
}
