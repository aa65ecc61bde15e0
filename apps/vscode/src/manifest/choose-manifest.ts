import * as vscode from "vscode";
import { isManifestPath, manifestGlob } from "../core/manifest/manifest-name.ts";

/** The manifest that is meant: the one named, the one that is open, the only one, or the one that is chosen. */
export async function chooseManifest(named: unknown): Promise<vscode.Uri | undefined> {
  if (named instanceof vscode.Uri) return named;
  if (typeof named === "string") return vscode.Uri.parse(named, true);
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && isManifestPath(active.path)) return active;
  const found = await vscode.workspace.findFiles(manifestGlob, "**/{node_modules,.seedkit}/**", 100);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no seedkit.yaml here: it describes the images of a project."),
    );
    return undefined;
  }
  const [only] = found;
  if (found.length === 1) return only;
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Generate What Changed") });
  return chosen?.uri;
}

/** Saves a manifest that has changes: what is made is what is committed. False: it could not be saved. */
export async function saveManifest(uri: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  return !document?.isDirty || (await document.save());
}
