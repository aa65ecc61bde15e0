import { costOf, type Job, originalPath } from "@seedkit/batch/manifest";
import { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { JobRequest, SavedImage, Target } from "../core/jobs/job.ts";
import type { Saved } from "../core/jobs/queue-host.ts";
import { together } from "../core/jobs/together.ts";
import type { Made } from "../saving/save-images.ts";
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
    const problem = await failure(services, request, made, sources, folder, cause);
    if (sources.length < made.images.length) return { images: [], problem };
    const originals = sources.map(({ original }) => original);
    return { images: [], problem, kept: { originals, cost: costOf(made) } };
  }
}

/** What is said of paid images that are not in their place, and where they are instead. */
async function failure(
  services: Services,
  request: JobRequest,
  { images }: Made,
  kept: readonly Source[],
  folder: vscode.Uri,
  cause: unknown,
): Promise<SeedkitError> {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const problems: SeedkitError[] = [];
  if (kept.length > 0) {
    const places = kept.map(({ original }) => originalPath({ original })).join(", ");
    const message = vscode.l10n.t(
      "{0} could not be saved: {1}. The image is in {2}",
      request.title,
      reason,
      places,
    );
    // Where the folder has a ledger, what is kept whole is made into files by the next Generate.
    const isNoted = folder.scheme === "file" && services.environment.takeFolder !== undefined;
    const hint =
      isNoted && kept.length === images.length
        ? vscode.l10n.t("It is paid for and safe: repair that, and generate it again, free of charge.")
        : vscode.l10n.t("It is paid for and safe: move it to its place, or repair that.");
    problems.push(
      new SeedkitError("invalid_input", message, { charged: "yes", retryable: false, hint, cause }),
    );
  }
  const { rescue } = await import("../saving/rescue.ts");
  for (const image of images.slice(kept.length)) {
    const wanted = vscode.Uri.joinPath(folder, `${request.title}.jpg`);
    problems.push(await rescue(services, image, wanted, cause));
  }
  return (
    together(problems) ?? new SeedkitError("invalid_input", reason, { charged: "yes", retryable: false })
  );
}

function mediaTypeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return `image/${extension === "jpg" ? "jpeg" : extension}`;
}
