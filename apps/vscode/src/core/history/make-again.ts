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

/** How the references of a request are called that are not asked for by address: files, as URIs. */
export function describeInput({ input, references }: JobRequest): readonly (readonly [string, string])[] {
  const told = Object.entries(input).flatMap(([name, value]) =>
    name === "prompt" || name === "image_input" || value === null || typeof value === "object"
      ? []
      : [[name.replaceAll("_", " "), String(value)] as const],
  );
  const names = references.map((reference) =>
    decodeURIComponent(reference.slice(reference.lastIndexOf("/") + 1)),
  );
  return names.length > 0 ? [...told, ["references", names.join(", ")] as const] : told;
}
