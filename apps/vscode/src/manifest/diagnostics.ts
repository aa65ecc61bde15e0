import type { Problem } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import type { Manifests, Watched } from "./manifests.ts";
import { rangeOf } from "./positions.ts";

export const diagnosticSource = "Seedkit";

// So many nobody reads, and each goes to the window.
const mostProblems = 1000;

/** Tells the problems of each manifest where they stand. */
export function showDiagnostics(manifests: Manifests): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("seedkit");
  const show = ({ uri, assessment }: Watched) => {
    const problems = assessment?.problems ?? [];
    collection.set(uri, problems.length > 0 ? problems.slice(0, mostProblems).map(diagnosticOf) : undefined);
  };
  for (const watched of manifests.all()) show(watched);
  return vscode.Disposable.from(collection, manifests.onDidChange(show));
}

function diagnosticOf(problem: Problem): vscode.Diagnostic {
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const severity = problem.severity === "error" ? error : warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(problem), problem.message, severity);
  diagnostic.source = diagnosticSource;
  diagnostic.code = problem.code;
  return diagnostic;
}
