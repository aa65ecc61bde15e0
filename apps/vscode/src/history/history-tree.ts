import * as vscode from "vscode";
import type { History } from "../core/history/history.ts";
import { exists } from "../saving/place.ts";
import type { Services } from "../services.ts";
import { chosenNodes, type HistoryNode } from "./history-node.ts";

const pageLength = 100;

export type HistoryTree = vscode.TreeDataProvider<HistoryNode> & {
  /** Looks at the files, and is drawn anew where something is not as it was: a menu that is open stays. */
  refresh(): Promise<void>;
  /** Draws all of it anew: the times as well. */
  redraw(): void;
  showOlder(): void;
};

/** The images that were made, newest first, so many at a time. Files are looked for only while it is in sight. */
export function createHistoryTree(services: Services, history: History): HistoryTree {
  const changed = new vscode.EventEmitter<void>();
  let shown = pageLength;
  let drawn = "";
  const look = async (): Promise<readonly HistoryNode[]> => {
    const all = await history.list();
    const nodes = all.slice(0, shown).map(async (entry): Promise<HistoryNode> => {
      const isMissing = !(await exists(vscode.Uri.parse(entry.uri, true)));
      return { kind: "image", entry, isMissing };
    });
    const count = all.length - shown;
    return [...(await Promise.all(nodes)), ...(count > 0 ? [{ kind: "older", count } as const] : [])];
  };
  return {
    onDidChangeTreeData: changed.event,
    redraw: () => changed.fire(),
    async refresh() {
      if (signOf(await look()) !== drawn) changed.fire();
    },
    showOlder() {
      shown += pageLength;
      changed.fire();
    },
    async getChildren(parent) {
      if (parent) return [];
      const nodes = await look();
      drawn = signOf(nodes);
      void drawMissing(services, nodes);
      return [...nodes];
    },
    async getTreeItem(node) {
      const { historyItem } = await import("./history-item.ts");
      return historyItem(node);
    },
    async resolveTreeItem(item, node) {
      if (node.kind !== "image") return item;
      const { historyTooltip } = await import("./history-item.ts");
      item.tooltip = historyTooltip(node);
      return item;
    },
  };
}

/** A window that was closed too soon left images without a thumbnail. */
async function drawMissing(services: Services, nodes: readonly HistoryNode[]): Promise<void> {
  const plain = chosenNodes(undefined, nodes).filter(
    ({ entry, isMissing }) => !isMissing && !entry.thumbnail,
  );
  if (plain.length === 0) return;
  const { makeThumbnails } = await import("./thumbnails.ts");
  await makeThumbnails(
    services,
    plain.map(({ entry }) => entry),
  );
}

const signOf = (nodes: readonly HistoryNode[]): string =>
  nodes
    .map((node) =>
      node.kind === "older"
        ? node.count
        : [node.entry.id, node.entry.uri, node.isMissing, node.entry.thumbnail !== undefined].join(),
    )
    .join("\n");
