import { chosenNodes, type HistoryNode } from "../history/history-node.ts";
import { makeAgain } from "../history/regenerate.ts";
import type { Services } from "../services.ts";

/** Makes images of the history once more: each is a call of its own, and the price of all is shown before. */
export async function run(
  services: Services,
  node?: HistoryNode,
  nodes?: readonly HistoryNode[],
): Promise<void> {
  await makeAgain(services, chosenNodes(node, nodes));
}
