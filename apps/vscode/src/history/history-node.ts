import type { HistoryEntry } from "../core/history/history-entry.ts";

/** A row of the history: an image, or what shows the older ones. */
export type HistoryNode =
  | { readonly kind: "image"; readonly entry: HistoryEntry; readonly isMissing: boolean }
  | { readonly kind: "older"; readonly count: number };

export type ImageNode = Extract<HistoryNode, { kind: "image" }>;

/** The images that a command of the view is for: all that are selected, else the one it was called on. */
export function chosenNodes(node?: HistoryNode, nodes?: readonly HistoryNode[]): readonly ImageNode[] {
  const all = nodes && nodes.length > 0 ? nodes : node ? [node] : [];
  return all.filter((one) => one.kind === "image");
}
