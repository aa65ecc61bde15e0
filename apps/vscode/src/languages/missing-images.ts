import * as vscode from "vscode";
import { findMissing, type MissingImage } from "./find-missing.ts";
import { createMissingActions, rangeOf } from "./missing-actions.ts";

const languages = ["markdown", "mdx", "html", "javascriptreact", "typescriptreact"];
const pictures = "**/*.{png,jpg,jpeg,webp,avif}";
// While somebody types, the text is not read.
const pauseMs = 400;

/** Marks images that are not there, and offers to make them. */
export function registerMissingImages(): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection("seedkit.missingImages");
  const pauses = new Map<string, ReturnType<typeof setTimeout>>();
  const isOurs = ({ languageId }: vscode.TextDocument) => languages.includes(languageId);

  const forget = ({ uri }: vscode.TextDocument) => {
    clearTimeout(pauses.get(uri.toString()));
    pauses.delete(uri.toString());
    diagnostics.delete(uri);
  };
  const mark = async (document: vscode.TextDocument) => {
    const { version } = document;
    const missing = await findMissing(document);
    if (document.isClosed || document.version !== version) return;
    diagnostics.set(document.uri, problems(document, missing));
  };
  const look = (document: vscode.TextDocument, afterMs = pauseMs) => {
    if (!isOurs(document)) return;
    const id = document.uri.toString();
    clearTimeout(pauses.get(id));
    pauses.set(
      id,
      setTimeout(() => {
        pauses.delete(id);
        void mark(document);
      }, afterMs),
    );
  };
  const lookAgain = () => {
    for (const document of vscode.workspace.textDocuments) look(document);
  };

  const watcher = vscode.workspace.createFileSystemWatcher(pictures, false, true, false);
  for (const document of vscode.workspace.textDocuments) look(document, 0);
  return vscode.Disposable.from(
    diagnostics,
    watcher,
    watcher.onDidCreate(lookAgain),
    watcher.onDidDelete(lookAgain),
    vscode.workspace.onDidOpenTextDocument((document) => look(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) look(document);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("seedkit.missingImages")) lookAgain();
    }),
    vscode.languages.registerCodeActionsProvider(languages, createMissingActions(), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    new vscode.Disposable(() => {
      for (const pause of pauses.values()) clearTimeout(pause);
    }),
  );
}

const severities: Readonly<Record<string, vscode.DiagnosticSeverity>> = {
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
};

function problems(document: vscode.TextDocument, missing: readonly MissingImage[]): vscode.Diagnostic[] {
  const level = vscode.workspace.getConfiguration("seedkit", document).get<string>("missingImages", "hint");
  const severity = severities[level];
  if (severity === undefined) return [];
  return missing.map(({ target, path }) => {
    const message = vscode.l10n.t("{0} does not exist. A Quick Fix can generate it.", path ?? "");
    const problem = new vscode.Diagnostic(rangeOf(document, target), message, severity);
    problem.source = "Seedkit";
    problem.code = "missing-image";
    return problem;
  });
}
