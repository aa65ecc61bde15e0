import * as vscode from "vscode";
import type { WorkToDo } from "../core/manifest/assessment.ts";

/** Says why nothing of a manifest is made: it has problems, or there is nothing to do. */
export async function tellNothingToMake(
  manifest: vscode.Uri,
  { problems, blocked }: WorkToDo,
): Promise<void> {
  const { t } = vscode.l10n;
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!first) {
    void vscode.window.showInformationMessage(
      t("All images are as described. There is nothing to generate."),
    );
    return;
  }
  const what = blocked.length > 0 ? t("Nothing could be generated") : t("seedkit.yaml cannot be read");
  const more = errors.length > 1 ? t("{0} ({1} problems)", first.message, errors.length) : first.message;
  const show = t("Show");
  if ((await vscode.window.showErrorMessage(`${what}: ${more}`, show)) !== show) return;
  const place = new vscode.Position(first.line - 1, first.column - 1);
  await vscode.window.showTextDocument(manifest, { selection: new vscode.Range(place, place) });
}
