import * as vscode from "vscode";
import { type DraggedImage, draggedImages } from "./drag-images.ts";

const kind = vscode.DocumentDropOrPasteEditKind.Text.append("seedkit", "image");

/** Writes images that are dropped into a text as its language does, described by their prompts. */
export const linkDrops: vscode.DocumentDropEditProvider = {
  async provideDocumentDropEdits(document, position, transfer, token) {
    const text = await transfer.get(draggedImages)?.asString();
    if (!text || token.isCancellationRequested) return undefined;
    const images = JSON.parse(text) as readonly DraggedImage[];
    const { imageTexts } = await import("../languages/insert-image.ts");
    const { text: line } = document.lineAt(position);
    const around = { before: line.slice(0, position.character), after: line.slice(position.character) };
    const links = imageTexts(document, images, around).join(
      document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
    );
    const title = images.length === 1 ? vscode.l10n.t("Insert Image") : vscode.l10n.t("Insert Images");
    return new vscode.DocumentDropEdit(links, title, kind);
  },
};

export const linkDropKinds: vscode.DocumentDropEditProviderMetadata = {
  dropMimeTypes: [draggedImages],
  providedDropEditKinds: [kind],
};
