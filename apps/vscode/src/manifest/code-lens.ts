import * as vscode from "vscode";
import { type Lens, lensesOf } from "../core/manifest/lenses.ts";
import type { Manifests } from "./manifests.ts";
import { lensText, totalsText } from "./texts.ts";

/** Its text is made when it comes into sight: there may be ten thousand. */
class EntryLens extends vscode.CodeLens {
  constructor(
    readonly manifest: vscode.Uri,
    readonly lens: Lens,
  ) {
    super(new vscode.Range(lens.line, 0, lens.line, 0));
  }
}

export async function provideLenses(
  manifests: Manifests,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.CodeLens[] | undefined> {
  const watched = await manifests.assessed(document, token);
  if (!watched?.assessment || token.isCancellationRequested) return undefined;
  const { entries, totals, problems } = watched.assessment;
  const top = new vscode.Range(0, 0, 0, 0);
  if (!entries || !totals) {
    const errors = problems.filter(({ severity }) => severity === "error").length;
    const title =
      errors === 1
        ? vscode.l10n.t("1 problem: nothing can be generated")
        : vscode.l10n.t("{0} problems: nothing can be generated", errors);
    return [new vscode.CodeLens(top, { title, command: "workbench.actions.view.problems" })];
  }
  const whole = {
    title: totalsText(totals, entries.length),
    command: "seedkit.generateChanged",
    arguments: [document.uri.toString()],
  };
  const lenses = lensesOf(entries).map((lens) => new EntryLens(document.uri, lens));
  return [new vscode.CodeLens(top, whole), ...lenses];
}

export async function resolveLens(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
  if (!(lens instanceof EntryLens)) return lens;
  const { formatMicros } = await import("../packages/core.ts");
  const { open, kind, entries, micros } = lens.lens;
  const title = lensText(lens.lens, formatMicros(micros));
  const manifest = lens.manifest.toString();
  if (kind === "blocked") lens.command = { title, command: "workbench.actions.view.problems" };
  else if (kind === "edited" || kind === "unchanged")
    lens.command = {
      title,
      command: "seedkit.openEntryFile",
      arguments: [manifest, entries.map(({ id }) => id)],
    };
  else
    lens.command = {
      title,
      command: "seedkit.generateEntry",
      arguments: [manifest, open.map(({ id }) => id)],
    };
  return lens;
}
