import * as vscode from "vscode";
import { editImages } from "../flow/edit-images.ts";
import { chosenNodes, type HistoryNode } from "../history/history-node.ts";
import type { Services } from "../services.ts";

/** Several at once are several references: the first is the image that is edited. */
export async function run(
  services: Services,
  node?: HistoryNode,
  nodes?: readonly HistoryNode[],
): Promise<void> {
  const there = chosenNodes(node, nodes).filter(({ isMissing }) => !isMissing);
  await editImages(
    services,
    there.map(({ entry }) => vscode.Uri.parse(entry.uri, true)),
  );
}
