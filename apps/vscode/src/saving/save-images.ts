import type { Generation } from "@seedkit/core";
import type { JobRequest, SavingNotes } from "../core/jobs/job.ts";
import type { Saved } from "../core/jobs/queue-host.ts";
import type { Services } from "../services.ts";

/** What a call gave, as far as saving needs to know it. */
export type Made = Pick<Generation, "images" | "cost">;

/** Writes what a job made to where it was asked for. What cannot be written there is kept elsewhere. Never throws. */
export async function saveImages(
  services: Services,
  request: JobRequest,
  made: Made,
  notes?: SavingNotes,
): Promise<Saved> {
  const { target } = request;
  if (target.kind === "entry") {
    const { saveEntry } = await import("../manifest/save-entry.ts");
    return saveEntry(services, request, made);
  }
  const { saveToFiles } = await import("./save-to-files.ts");
  return saveToFiles(services, request, target, made.images, notes);
}
