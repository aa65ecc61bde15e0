import type { JobRequest } from "../jobs/job.ts";
import type { HistoryEntry } from "./history-entry.ts";

/**
 * What makes an image once more: into its very place where it is missing, else beside it under a free name. An
 * entry of a manifest that is there is left to the manifest.
 */
export function requestAgain({ request, uri }: HistoryEntry, isMissing: boolean): JobRequest {
  if (isMissing || request.target.kind !== "folder") return { ...request, target: { kind: "file", uri } };
  return request;
}

/** What an image was asked for with: the fields beside the prompt as the model names them, and the references' files. */
export function describeInput({ input, references }: JobRequest) {
  const fields = Object.entries(input).flatMap(([name, value]) =>
    name === "prompt" || name === "image_input" || value === null || typeof value === "object"
      ? []
      : [[name, value as string | number] as const],
  );
  const names = references.map((reference) =>
    decodeURIComponent(reference.slice(reference.lastIndexOf("/") + 1)),
  );
  return { fields, references: names };
}
