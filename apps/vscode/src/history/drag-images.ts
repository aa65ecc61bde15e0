import * as vscode from "vscode";
import { chosenNodes, type HistoryNode } from "./history-node.ts";

/** What is dragged out of the history: an editor makes links of it, anything else takes the addresses. */
export const draggedImages = "application/vnd.seedkit.images";

export type DraggedImage = { readonly uri: string; readonly prompt: string };

export const historyDrag: vscode.TreeDragAndDropController<HistoryNode> = {
  dragMimeTypes: ["text/uri-list", draggedImages],
  dropMimeTypes: [],
  handleDrag(nodes, transfer) {
    const there = chosenNodes(undefined, nodes).filter(({ isMissing }) => !isMissing);
    if (there.length === 0) return;
    const images = there.map(({ entry: { uri, prompt } }): DraggedImage => ({ uri, prompt }));
    transfer.set("text/uri-list", new vscode.DataTransferItem(images.map(({ uri }) => uri).join("\r\n")));
    transfer.set(draggedImages, new vscode.DataTransferItem(JSON.stringify(images)));
  },
};
