import * as vscode from "vscode";
import { nameOf } from "../flow/words.ts";
import { chosenNodes, type HistoryNode } from "../history/history-node.ts";
import type { Services } from "../services.ts";

export async function run(_services: Services, node?: HistoryNode): Promise<void> {
  const [image] = chosenNodes(node);
  if (!image) return;
  const { prompt, uri } = image.entry;
  await vscode.env.clipboard.writeText(prompt);
  void vscode.window.showInformationMessage(vscode.l10n.t("The prompt of {0} is copied.", nameOf(uri)));
}
