import { insertAtCaret } from "../flow/insert-place.ts";
import { chosenNodes, type HistoryNode } from "../history/history-node.ts";
import type { Services } from "../services.ts";

/** Inserts images of the history at the caret. */
export async function run(
  services: Services,
  node?: HistoryNode,
  nodes?: readonly HistoryNode[],
): Promise<void> {
  const images = chosenNodes(node, nodes).filter(({ isMissing }) => !isMissing);
  if (images.length > 0)
    await insertAtCaret(
      services,
      images.map(({ entry }) => entry),
    );
}
