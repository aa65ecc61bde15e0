import * as vscode from "vscode";
import type { ImageReference } from "../core/links/image-reference.ts";
import { findMissing, type MissingImage, makeableImages } from "./find-missing.ts";

/** Offers to make the missing image at the caret, and all of the document. The titles name the price. */
export function createMissingActions(): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, context, token) {
      // Fixes that are applied when a document is saved: nobody saw the price.
      const isUnseen = context.only && context.triggerKind === vscode.CodeActionTriggerKind.Automatic;
      if (isUnseen) return [];
      // Asked at every move of the caret: where no image is, no file is looked for.
      if (!makeableImages(document).some((image) => isAt(document, image, range))) return [];
      const missing = await findMissing(document);
      const here = missing.find((image) => isAt(document, image, range));
      if (!here || token.isCancellationRequested) return [];
      const { distinct, priceOf } = await import("./missing-request.ts");
      const diagnostics = context.diagnostics.filter((each) => isAbout(each, rangeOf(document, here.target)));
      const files = distinct(missing);
      const { t } = vscode.l10n;
      const price = priceOf([here]).formatted;
      const title = here.alt
        ? t("Generate image from alt text ({0})", price)
        : t("Generate missing image ({0})", price);
      const one = action(title, document, [here], diagnostics);
      // Auto Fix takes what is preferred without showing it: not what costs money. It asks for Quick Fixes only.
      one.isPreferred = context.only === undefined;
      if (files.length < 2) return [one];
      const all = t("Generate all {0} missing images ({1})", files.length, priceOf(files).formatted);
      return [one, action(all, document, files, diagnostics)];
    },
  };
}

function action(
  title: string,
  document: vscode.TextDocument,
  images: readonly MissingImage[],
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.diagnostics = diagnostics;
  const places = images.map(({ uri }) => uri.toString());
  made.command = {
    command: "seedkit.generateMissingImage",
    title,
    arguments: [document.uri.toString(), places],
  };
  return made;
}

/** Ours, or that of the editor's own validation of links. */
function isAbout({ range, source, code }: vscode.Diagnostic, target: vscode.Range): boolean {
  const name = typeof code === "object" ? code.value : code;
  return (source === "Seedkit" || name === "link.no-such-file") && range.intersection(target) !== undefined;
}

function isAt(
  document: vscode.TextDocument,
  { whole, target }: ImageReference,
  range: vscode.Range,
): boolean {
  return [whole, target].some((part) => rangeOf(document, part).intersection(range) !== undefined);
}

export const rangeOf = (
  document: vscode.TextDocument,
  { start, end }: ImageReference["target"],
): vscode.Range => new vscode.Range(document.positionAt(start), document.positionAt(end));
