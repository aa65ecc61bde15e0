import * as vscode from "vscode";
import { nameOf } from "../flow/words.ts";
import { deleteFile } from "../history/delete-file.ts";
import { chosenNodes, type HistoryNode } from "../history/history-node.ts";
import { historyOf } from "../history/history-of.ts";
import type { Services } from "../services.ts";

/** Takes images out of the history, and their files too where that is wanted. */
export async function run(
  services: Services,
  node?: HistoryNode,
  nodes?: readonly HistoryNode[],
): Promise<void> {
  const { t } = vscode.l10n;
  const images = chosenNodes(node, nodes);
  const there = images.filter(({ isMissing }) => !isMissing);
  const [first] = there;
  if (first) {
    const question =
      there.length === 1
        ? t("Delete {0} from the history?", nameOf(first.entry.uri))
        : t("Delete {0} images from the history?", there.length);
    const only = t("Keep the Files");
    const withFiles = t("Delete the Files as Well");
    const detail = t("An image that is paid for cannot be had again for free.");
    const options = { modal: true, detail };
    const chosen = await vscode.window.showWarningMessage(question, options, only, withFiles);
    if (chosen === undefined) return;
    if (chosen === withFiles)
      for (const { entry } of there) if (!(await deleteFile(vscode.Uri.parse(entry.uri, true)))) return;
  }
  await historyOf(services).remove(images.map(({ entry }) => entry.id));
}
