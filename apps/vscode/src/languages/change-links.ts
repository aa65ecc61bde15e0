import * as vscode from "vscode";
import { encodePath } from "../core/insert/escape.ts";
import { syntaxOf } from "../core/language.ts";
import { imageReferences } from "../core/links/image-references.ts";
import { withFileName } from "../core/links/local-path.ts";
import { rangeOf } from "./missing-actions.ts";

/** Gives images of a document other files, all in one edit. `names`: of the files, by the path that it names now. */
export async function changeLinks(
  uri: vscode.Uri,
  names: ReadonlyMap<string | undefined, string>,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  // A document that went meanwhile has no links to change: its images are there all the same.
  if (!document) return;
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const edit = new vscode.WorkspaceEdit();
  const targets = new Set<number>();
  for (const { path, target } of imageReferences(document.getText(), syntax)) {
    const name = names.get(path);
    // A definition may be used more than once.
    if (name === undefined || targets.has(target.start)) continue;
    targets.add(target.start);
    const range = rangeOf(document, target);
    edit.replace(uri, range, withFileName(document.getText(range), encodePath(name)));
  }
  await vscode.workspace.applyEdit(edit);
}
