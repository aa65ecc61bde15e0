import * as vscode from "vscode";
import type { SavedImage } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";

/** Where the images of this flow would be inserted: it stays right while the text around it changes. */
export type InsertPlace = {
  insert(images: readonly SavedImage[]): Promise<void>;
  dispose(): void;
};

/** The caret of the active editor, from now on. Undefined where no text is open. */
export async function insertPlace(services: Services): Promise<InsertPlace | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { insertImage, trackCaret } = await import("../languages/insert-image.ts");
  const anchor = trackCaret(editor);
  return {
    // What is written at a place comes behind it: the last one goes first.
    insert: async (images) => {
      for (const image of images.toReversed()) await insertImage(services, anchor, image, image.prompt);
    },
    dispose: () => anchor.dispose(),
  };
}

/** Below the line that the selection ends on, each image a paragraph of its own. The text is kept. */
export async function placeBelowSelection(
  services: Services,
  editor: vscode.TextEditor,
): Promise<InsertPlace> {
  const { insertImage, trackCaret } = await import("../languages/insert-image.ts");
  const anchor = trackCaret(editor);
  return {
    insert: async (images) => {
      const document = await vscode.workspace.openTextDocument(anchor.uri);
      for (const image of images.toReversed()) {
        const position = await newParagraph(document, document.positionAt(anchor.offset));
        if (position) await insertImage(services, { document, position }, image, image.prompt);
      }
    },
    dispose: () => anchor.dispose(),
  };
}

/** Makes an empty line between blank ones, indented like the line above it. */
async function newParagraph(
  document: vscode.TextDocument,
  end: vscode.Position,
): Promise<vscode.Position | undefined> {
  // Whole lines are selected up to the beginning of the next one.
  const above = document.lineAt(end.character === 0 && end.line > 0 ? end.line - 1 : end.line);
  const below = above.lineNumber + 1 < document.lineCount ? document.lineAt(above.lineNumber + 1) : undefined;
  const indent = above.text.slice(0, above.firstNonWhitespaceCharacterIndex);
  const line = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const edit = new vscode.WorkspaceEdit();
  const gap = below && !below.isEmptyOrWhitespace ? line : "";
  edit.insert(document.uri, above.range.end, `${line}${line}${indent}${gap}`);
  if (!(await vscode.workspace.applyEdit(edit))) return undefined;
  return new vscode.Position(above.lineNumber + 2, indent.length);
}

/** Inserts at the caret as it is now. */
export async function insertAtCaret(services: Services, images: readonly SavedImage[]): Promise<void> {
  const place = await insertPlace(services);
  if (place) await place.insert(images).finally(() => place.dispose());
  else void vscode.window.showInformationMessage(vscode.l10n.t("Open the file that the image goes into."));
}
