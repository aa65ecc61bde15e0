import * as vscode from "vscode";
import { createHistory, type History } from "../core/history/history.ts";
import { createRecordFiles } from "../jobs/record-folder.ts";
import type { Services } from "../services.ts";

const histories = new WeakMap<vscode.ExtensionContext, History>();

export const historyFolder = ({ globalStorageUri }: vscode.ExtensionContext): vscode.Uri =>
  vscode.Uri.joinPath(globalStorageUri, "history");

/** The one history: every window of the editor writes to the same folder. */
export function historyOf({ context, environment }: Pick<Services, "context" | "environment">): History {
  const known = histories.get(context);
  if (known) return known;
  const history = createHistory(createRecordFiles(environment, [historyFolder(context)]));
  histories.set(context, history);
  return history;
}
