import * as vscode from "vscode";
import { reveal } from "../flow/show-result.ts";
import { chosenNodes, type HistoryNode } from "../history/history-node.ts";
import type { Services } from "../services.ts";

/** Shows where an image of the history lies. */
export async function run(_services: Services, node?: HistoryNode): Promise<void> {
  const [image] = chosenNodes(node);
  if (image) await reveal(vscode.Uri.parse(image.entry.uri, true));
}
