import * as vscode from "vscode";
import type { HistoryEntry } from "../core/history/history-entry.ts";
import { convert } from "../saving/convert.ts";
import type { Services } from "../services.ts";
import { historyOf } from "./history-of.ts";

// An icon is 16 px wide, and three times that on the finest screens.
const width = 48;
// Once in a window: what cannot be read is not tried again with every look at the list.
const tried = new Set<string>();

/** Makes the thumbnails that are missing, one after the other. `bytes`: an image that need not be read. */
export async function makeThumbnails(
  services: Services,
  entries: readonly HistoryEntry[],
  bytes: (index: number) => Uint8Array | undefined = () => undefined,
): Promise<void> {
  for (const [index, entry] of entries.entries()) {
    if (entry.thumbnail || tried.has(entry.id)) continue;
    tried.add(entry.id);
    try {
      const file = vscode.Uri.parse(entry.uri, true);
      const image = bytes(index) ?? (await vscode.workspace.fs.readFile(file));
      const small = await convert(image, "jpg", { maxWidth: width, quality: 80 }, services);
      const thumbnail = `data:image/jpeg;base64,${btoa(String.fromCharCode(...small))}`;
      await historyOf(services).update(entry.id, { thumbnail });
    } catch (error) {
      services.log.warn(`no thumbnail of ${entry.uri}: ${String(error)}`);
    }
  }
}
