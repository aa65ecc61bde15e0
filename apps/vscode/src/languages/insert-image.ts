import * as vscode from "vscode";
import { imageText, type Surroundings } from "../core/insert/image-text.ts";
import type { SavedImage } from "../core/jobs/job.ts";
import { syntaxOf } from "../core/language.ts";
import { readSettings } from "../host/settings.ts";
import type { Services } from "../services.ts";
import { pathFrom } from "./path-from.ts";
import type { CaretAnchor } from "./track-caret.ts";

/**
 * Writes images into a document as its language does, one a line, in one step; each is described by its prompt.
 * `below`: as paragraphs of their own under the line of the place. False where the document is gone.
 */
export async function insertImages(
  services: Services,
  place: CaretAnchor,
  images: readonly SavedImage[],
  { below = false }: { readonly below?: boolean } = {},
): Promise<boolean> {
  const document = await open(services, place.uri);
  if (!document) return false;
  const position = document.positionAt(place.offset);
  const edit = new vscode.WorkspaceEdit();
  if (below) addBelow(edit, document, position, images);
  else addAt(edit, document, position, images);
  return vscode.workspace.applyEdit(edit);
}

function addAt(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  position: vscode.Position,
  images: readonly SavedImage[],
): void {
  const line = document.lineAt(position);
  const around = {
    before: line.text.slice(0, position.character),
    after: line.text.slice(position.character),
  };
  const next = lineEnd(document) + indentOf(line);
  edit.insert(document.uri, position, imageTexts(document, images, around).join(next));
}

function addBelow(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
  images: readonly SavedImage[],
): void {
  // Whole lines are selected up to the beginning of the next one.
  const above = document.lineAt(character === 0 && line > 0 ? line - 1 : line);
  const below = above.lineNumber + 1 < document.lineCount ? document.lineAt(above.lineNumber + 1) : undefined;
  const indent = indentOf(above);
  const end = lineEnd(document);
  const texts = imageTexts(document, images, { before: indent, after: "" });
  const gap = below && !below.isEmptyOrWhitespace ? end : "";
  edit.insert(document.uri, above.range.end, texts.map((text) => end + end + indent + text).join("") + gap);
}

/** What shows images in a document, each as its language writes it. */
export function imageTexts(
  document: vscode.TextDocument,
  images: readonly Pick<SavedImage, "uri" | "prompt">[],
  around: Surroundings,
): string[] {
  const { insertStyle } = readSettings(document);
  const syntax = syntaxOf(document.languageId, document.uri.path);
  return images.map(({ uri, prompt }) => {
    const path = pathFrom(document.uri, vscode.Uri.parse(uri, true));
    const text = imageText(syntax, insertStyle, { path, alt: prompt }, around);
    return text.replaceAll("\n", lineEnd(document));
  });
}

const indentOf = (line: vscode.TextLine) => line.text.slice(0, line.firstNonWhitespaceCharacterIndex);

const lineEnd = ({ eol }: vscode.TextDocument) => (eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n");

async function open({ log }: Services, uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const known = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  // What was never saved and is closed would be opened anew, empty.
  if (known || uri.scheme === "untitled") return known;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    log.warn(`${uri.toString()} is gone: ${String(error)}`);
    return undefined;
  }
}
