import * as vscode from "vscode";
import { syntaxOf } from "../core/language.ts";
import { nearestHeading } from "../core/links/nearest-heading.ts";
import type { MissingImage } from "./find-missing.ts";
import { priceOf } from "./missing-request.ts";

/** Asks what an image without a description shall show; the heading above it is a beginning. */
export async function promptFor(
  document: vscode.TextDocument,
  image: MissingImage,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const answer = await vscode.window.showInputBox({
    title: t("Generate {0} ({1})", image.path ?? "", priceOf([image]).formatted),
    prompt: t("It has no alt text. What does it show?"),
    value: nearestHeading(document.getText(), syntax, image.whole.start) ?? "",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? t("Describe the image.") : undefined),
  });
  return answer?.trim();
}
