import { costOf } from "@seedkit/batch/manifest";
import { type Generation, money } from "@seedkit/core";
import * as vscode from "vscode";
import { entriesOf, type HistoryEntry } from "../core/history/history-entry.ts";
import type { JobRecord, SavedImage } from "../core/jobs/job.ts";
import { convert } from "../saving/convert.ts";
import type { Services } from "../services.ts";
import { historyOf } from "./history-of.ts";

// An icon is 16 px wide, and three times that on the finest screens.
const thumbnailWidth = 48;

/** Remembers what a job made. Never throws: the images are saved, whatever becomes of their history. */
export async function recordImages(
  services: Services,
  { id, request }: JobRecord,
  images: readonly SavedImage[],
  made: Generation,
): Promise<void> {
  try {
    const { requestId, timings } = made;
    const cost = costOf(made);
    const facts = {
      jobId: id,
      request,
      images,
      cost,
      madeAt: Date.now(),
      tookMs: timings.totalMs,
      requestId,
    };
    const entries = entriesOf(facts, money);
    await historyOf(services).add(entries);
    void addThumbnails(services, entries, made);
  } catch (error) {
    services.log.error(`the history could not be written: ${String(error)}`);
  }
}

async function addThumbnails(
  services: Services,
  entries: readonly HistoryEntry[],
  { images }: Generation,
): Promise<void> {
  for (const [index, entry] of entries.entries()) {
    try {
      // What came is what nothing else may have made of it: a file may be in a format that is not read here.
      const same = images.length === entries.length ? images[index] : undefined;
      const bytes = same?.bytes ?? (await vscode.workspace.fs.readFile(vscode.Uri.parse(entry.uri, true)));
      const small = await convert(bytes, "jpg", { maxWidth: thumbnailWidth, quality: 80 }, services);
      const thumbnail = `data:image/jpeg;base64,${base64(small)}`;
      await historyOf(services).update({ ...entry, thumbnail });
    } catch (error) {
      services.log.warn(`no thumbnail of ${entry.uri}: ${String(error)}`);
    }
  }
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
