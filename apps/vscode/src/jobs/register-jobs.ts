import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { namesIn, recordFolders } from "./record-folder.ts";

/** Makes the queue at once where an earlier window left something for it, and not otherwise. */
export function registerJobs(services: Services): vscode.Disposable {
  void startWhereLeft(services).catch((error) => services.log.error(String(error)));
  return vscode.Disposable.from();
}

async function startWhereLeft({ context, jobs }: Services): Promise<void> {
  const names = await Promise.all(recordFolders(context).map(namesIn));
  if (names.flat().some((name) => name.endsWith(".json"))) await jobs();
}
