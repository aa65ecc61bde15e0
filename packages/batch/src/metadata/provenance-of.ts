import type { Job } from "../key/job.ts";
import type { ProvenanceInput } from "./provenance.ts";

/** What the files of a call say of where they come from. */
export function provenanceOf({ entry, key }: Pick<Job, "entry" | "key">): ProvenanceInput {
  const { prompt } = entry.input;
  return { ...(typeof prompt === "string" && { prompt }), model: entry.model, key };
}
