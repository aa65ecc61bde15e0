import * as vscode from "vscode";
import { isInLock } from "../core/jobs/is-in-lock.ts";
import type { JobRequest } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";

/** Whether what is asked for late, such as by a toast that stood for an hour, was made by something else meanwhile. */
export async function wasMadeMeanwhile({ log }: Services, { target }: JobRequest): Promise<boolean> {
  try {
    if (target.kind === "file") {
      const { exists } = await import("../saving/place.ts");
      return await exists(vscode.Uri.parse(target.uri, true));
    }
    if (target.kind === "folder") return false;
    const { readLock } = await import("../manifest/lock-file.ts");
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(target.manifest, true), "..");
    return isInLock(await readLock(folder), target);
  } catch (error) {
    log.warn(`nobody can say whether it was made meanwhile: ${String(error)}`);
    return false;
  }
}
