import { costOf } from "@seedkit/batch/manifest";
import { type Generation, money } from "@seedkit/core";
import { entriesOf } from "../core/history/history-entry.ts";
import type { JobRecord, SavedImage } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";
import { historyOf } from "./history-of.ts";
import { makeThumbnails } from "./thumbnails.ts";

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
    // What came: a file may be in a format that is not read here.
    const isWhole = made.images.length === entries.length;
    void makeThumbnails(services, entries, (index) => (isWhole ? made.images[index]?.bytes : undefined));
  } catch (error) {
    services.log.error(`the history could not be written: ${String(error)}`);
  }
}
