import type { Problem } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import { diagnosticSource } from "./diagnostics.ts";
import type { Manifests } from "./manifests.ts";
import { rangeOf } from "./positions.ts";

/** Puts the nearest value that is allowed in place of one that is not. */
export function provideFixes(
  manifests: Manifests,
  document: vscode.TextDocument,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const problems = manifests.get(document.uri)?.assessment?.problems ?? [];
  return context.diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source !== diagnosticSource) return [];
    const problem = problems.find(
      (one) => one.code === diagnostic.code && rangeOf(one).isEqual(diagnostic.range),
    );
    return (problem && fixOf(document, diagnostic, problem)) ?? [];
  });
}

function fixOf(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { code, path, nearest, message }: Problem,
): vscode.CodeAction | undefined {
  const { range } = diagnostic;
  const found = document.getText(range);
  if (nearest === undefined) {
    if (code !== "bad_version" || path !== "version" || !range.start.isEqual(new vscode.Position(0, 0)))
      return;
    return action(document, diagnostic, new vscode.Range(0, 0, 0, 0), "version: 1\n", "version: 1");
  }
  if (code === "unknown_variable") {
    const wrong = /\{\w+\}/.exec(message)?.[0] ?? "";
    const at = wrong === "" ? -1 : found.indexOf(wrong);
    if (at < 0 || range.start.line !== range.end.line) return;
    const start = range.start.translate(0, at);
    return action(
      document,
      diagnostic,
      new vscode.Range(start, start.translate(0, wrong.length)),
      `{${nearest}}`,
    );
  }
  const quote = /^["']/.exec(found)?.[0] ?? (/^[\d.]+:[\d.]+$/.test(String(nearest)) ? '"' : "");
  return action(document, diagnostic, range, `${quote}${nearest}${quote}`, String(nearest));
}

function action(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  range: vscode.Range,
  text: string,
  shown = text,
): vscode.CodeAction {
  const fix = new vscode.CodeAction(vscode.l10n.t("Change to {0}", shown), vscode.CodeActionKind.QuickFix);
  fix.edit = new vscode.WorkspaceEdit();
  fix.edit.replace(document.uri, range, text);
  fix.diagnostics = [diagnostic];
  fix.isPreferred = true;
  return fix;
}
