import * as vscode from "vscode";
import { syntaxOf } from "../core/language.ts";
import { imageReferences } from "../core/links/image-references.ts";
import { readMadeFrom } from "../host/read-prompt.ts";
import { escaped } from "../manifest/escaped.ts";
import type { Services } from "../services.ts";
import { findImage } from "./find-image.ts";
import { factsOf, picture } from "./history-item.ts";
import { historyOf } from "./history-of.ts";

/** The prompt of an image that we made, on the place that shows it. Others are left to others. */
export async function hoverImages(
  services: Services,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const offset = document.offsetAt(position);
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const references = imageReferences(document.getText(), syntax);
  const here = references.find(({ whole }) => whole.start <= offset && offset < whole.end);
  if (here?.path === undefined) return undefined;
  const file = await findImage(document.uri, here.path);
  if (!file || token.isCancellationRequested) return undefined;
  const made = await readMadeFrom(file);
  if (made?.prompt === undefined || token.isCancellationRequested) return undefined;
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`${picture(file)}\n\n`);
  text.appendMarkdown(escaped(made.prompt));
  const address = file.toString();
  const entry = (await historyOf(services).list()).find(({ uri }) => uri === address);
  const facts = entry ? factsOf(entry) : made.model ? [made.model] : [];
  if (facts.length > 0) text.appendMarkdown(`\n\n${escaped(facts.join(" · "))}`);
  const { start, end } = here.whole;
  return new vscode.Hover(text, new vscode.Range(document.positionAt(start), document.positionAt(end)));
}
