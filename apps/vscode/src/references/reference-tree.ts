import * as vscode from "vscode";
import { nextReferences, onDidChangeReferences, setNextReferences } from "../flow/references.ts";
import { nameOf } from "../flow/words.ts";
import type { Services } from "../services.ts";
import { droppedImages } from "./dropped-images.ts";

/** A reference of the next image: its URI. */
export type ReferenceNode = { readonly uri: string };

const ownRows = "application/vnd.code.tree.seedkit.references";

/** The references of the next image, in their order. Images that are dropped are added, rows are moved. */
export function registerReferencesView(services: Services): vscode.Disposable {
  const nodes = () => nextReferences(services).map((uri): ReferenceNode => ({ uri }));
  const view = vscode.window.createTreeView<ReferenceNode>("seedkit.references", {
    treeDataProvider: {
      onDidChangeTreeData: onDidChangeReferences,
      getChildren: (parent) => (parent ? [] : nodes()),
      getTreeItem: ({ uri }) => referenceItem(uri, nextReferences(services).indexOf(uri)),
    },
    dragAndDropController: {
      dragMimeTypes: [],
      dropMimeTypes: [ownRows, "text/uri-list", "files"],
      handleDrag: (moved, transfer) => {
        transfer.set(ownRows, new vscode.DataTransferItem(moved.map(({ uri }) => uri)));
      },
      handleDrop: async (target, transfer, token) => {
        const rows: unknown = transfer.get(ownRows)?.value;
        const dropped = Array.isArray(rows) ? rows.map(String) : await droppedImages(services, transfer);
        if (token.isCancellationRequested || dropped.length === 0) return;
        const rest = nextReferences(services).filter((uri) => !dropped.includes(uri));
        const at = target ? rest.indexOf(target.uri) : -1;
        await setNextReferences(services, rest.toSpliced(at < 0 ? rest.length : at, 0, ...dropped));
      },
    },
  });
  return view;
}

function referenceItem(uri: string, index: number): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(uri));
  const file = vscode.Uri.parse(uri, true);
  item.description = vscode.l10n.t("reference {0}", index + 1);
  item.iconPath = new vscode.ThemeIcon("file-media");
  item.contextValue = "reference";
  item.command = {
    command: "vscode.open",
    title: vscode.l10n.t("Open"),
    arguments: [file, { preview: true }],
  };
  return item;
}
