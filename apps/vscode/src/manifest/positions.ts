import type { Problem } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import type { Lines } from "../core/manifest/cursor.ts";

export const linesOf = (document: vscode.TextDocument): Lines => ({
  count: document.lineCount,
  line: (index) => document.lineAt(index).text,
});

/** Where a problem stands, in the editor's way of counting. */
export function rangeOf({ line, column, endLine, endColumn }: Problem): vscode.Range {
  const [row, start] = [line - 1, column - 1];
  return new vscode.Range(row, start, (endLine ?? line) - 1, (endColumn ?? column + 1) - 1);
}
