import { costOf, type Job, originalPath } from "@seedkit/batch/manifest";
import { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { JobRequest, SavedImage, Target } from "../core/jobs/job.ts";
import type { Made, Saved } from "../saving/save-images.ts";
import type { Services } from "../services.ts";
import { manifestsOf } from "./manifests-of.ts";
import { keepOriginal } from "./state-folder.ts";
import { type Source, writeCall } from "./write-call.ts";

export type EntryTarget = Extract<Target, { kind: "entry" }>;

/** A target as the call of a manifest's entry that it is. */
export function jobOf({ entry, index, key, referenceHashes }: EntryTarget): Job {
  return { entry, index, key, jobKey: `${key}-${index}`, referenceHashes };
}

/**
 * Saves the images of an entry's call as `seedkit batch run` does: each as it came, then the files, then the lock.
 * Never throws.
 */
export async function saveEntry(services: Services, request: JobRequest, made: Made): Promise<Saved> {
  const target = request.target as EntryTarget;
  const manifest = vscode.Uri.parse(target.manifest, true);
  const folder = vscode.Uri.joinPath(manifest, "..");
  const job = jobOf(target);
  const sources: Source[] = [];
  try {
    for (const { bytes, mediaType } of made.images)
      sources.push({ bytes, original: await keepOriginal(services.environment, folder, bytes, mediaType) });
    const cost = costOf(made);
    const files = await writeCall(services, folder, job, sources, cost);
    const images = files.map(
      ({ path, width, height }): SavedImage => ({
        uri: vscode.Uri.joinPath(folder, path).toString(),
        width,
        height,
        mediaType: mediaTypeOf(path),
        model: request.model,
        prompt: String(request.input["prompt"] ?? ""),
      }),
    );
    for (const { uri } of images) manifestsOf(services).touched(vscode.Uri.parse(uri, true));
    return { images };
  } catch (cause) {
    services.log.error(`${target.id}: ${String(cause)}`);
    return { images: [], problem: await failure(services, request, made, sources, folder, cause) };
  }
}

/** What is said of a paid image that is not in its place, and where it is instead. */
async function failure(
  services: Services,
  request: JobRequest,
  { images }: Made,
  kept: readonly Source[],
  folder: vscode.Uri,
  cause: unknown,
): Promise<SeedkitError> {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const [first] = images;
  if (kept.length < images.length && first) {
    const { rescue } = await import("../saving/rescue.ts");
    return rescue(services, first, vscode.Uri.joinPath(folder, `${request.title}.jpg`), cause);
  }
  const places = kept.map(({ original }) => originalPath({ original })).join(", ");
  return new SeedkitError(
    "invalid_input",
    vscode.l10n.t("{0} could not be saved: {1}. The image is in {2}", request.title, reason, places),
    {
      charged: "yes",
      retryable: false,
      hint: vscode.l10n.t("It is paid for and safe: move it to its place, or repair that."),
      cause,
    },
  );
}

function mediaTypeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return `image/${extension === "jpg" ? "jpeg" : extension}`;
}
