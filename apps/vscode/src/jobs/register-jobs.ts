import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { namesIn, recordFolders } from "./record-folder.ts";

/** Makes the queue at once where an earlier window left something for it, and not otherwise. */
export function registerJobs(services: Services): vscode.Disposable {
  void startWhereLeft(services).catch((error) => services.log.error(String(error)));
  return sweepLater(services);
}

// Long after a window has opened.
const quietMs = 120_000;

/** Clears the storage once a window, when nobody waits for anything any more. */
function sweepLater(services: Services): vscode.Disposable {
  const timer = setTimeout(async () => {
    try {
      const { sweepStorage } = await import("../saving/sweep-storage.ts");
      await sweepStorage(services, Date.now());
    } catch (error) {
      services.log.warn(`the storage was not cleared: ${String(error)}`);
    }
  }, quietMs);
  return new vscode.Disposable(() => clearTimeout(timer));
}

async function startWhereLeft({ context, jobs }: Services): Promise<void> {
  const names = await Promise.all(recordFolders(context).map(namesIn));
  if (names.flat().some((name) => name.endsWith(".json"))) await jobs();
}
