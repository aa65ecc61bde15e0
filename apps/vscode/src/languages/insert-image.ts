import * as vscode from "vscode";
import { followPlace } from "../core/insert/follow-place.ts";
import { imageText } from "../core/insert/image-text.ts";
import type { SavedImage } from "../core/jobs/job.ts";
import { syntaxOf } from "../core/language.ts";
import { readSettings } from "../host/settings.ts";
import type { Services } from "../services.ts";
import { pathFrom } from "./path-from.ts";

/** A place in a document that keeps its place while the text around it changes. */
export type CaretAnchor = vscode.Disposable & {
  readonly uri: vscode.Uri;
  /** Characters from the document's start, as it is now. */
  readonly offset: number;
};

/** Follows the caret's place, or a selection's end, from now on. */
export function trackCaret({ document, selection }: vscode.TextEditor): CaretAnchor {
  const { uri } = document;
  let offset = document.offsetAt(selection.end);
  const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document.uri.toString() !== uri.toString()) return;
    const changes = event.contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    offset = followPlace(offset, changes);
  });
  return {
    uri,
    get offset() {
      return offset;
    },
    dispose: () => subscription.dispose(),
  };
}

/** Writes an image into a document, as its language does, in one step. False where the document is gone. */
export async function insertImage(
  services: Services,
  place: CaretAnchor | { readonly document: vscode.TextDocument; readonly position: vscode.Position },
  image: SavedImage,
  alt: string,
): Promise<boolean> {
  const document = "document" in place ? place.document : await open(services, place.uri);
  if (!document) return false;
  const position = document.validatePosition(
    "document" in place ? place.position : document.positionAt(place.offset),
  );
  const line = document.lineAt(position).text;
  const around = { before: line.slice(0, position.character), after: line.slice(position.character) };
  const { insertStyle } = readSettings(document);
  const path = pathFrom(document.uri, vscode.Uri.parse(image.uri, true));
  const text = imageText(
    syntaxOf(document.languageId, document.uri.path),
    insertStyle,
    { path, alt },
    around,
  );
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, position, text);
  return vscode.workspace.applyEdit(edit);
}

async function open({ log }: Services, uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    log.warn(`${uri.toString()} is gone: ${String(error)}`);
    return undefined;
  }
}
