import type { GeneratedImage, SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { JobRequest, SavedImage, SavingNotes, Target } from "../core/jobs/job.ts";
import type { Saved } from "../core/jobs/queue-host.ts";
import { together } from "../core/jobs/together.ts";
import { fileName, numbered } from "../core/saving/file-name.ts";
import { extensionOf, splitExtension } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";
import { makeFormat, mustConvert } from "./make-format.ts";
import { keepOriginal } from "./originals.ts";
import { placeFirstFree } from "./place.ts";
import { rescue } from "./rescue.ts";

type FileTarget = Exclude<Target, { kind: "entry" }>;

/** Writes images beside one another under free names. */
export async function saveToFiles(
  services: Services,
  request: JobRequest,
  target: FileTarget,
  images: readonly GeneratedImage[],
  notes?: SavingNotes,
): Promise<Saved> {
  const { model } = request;
  const provenance = { prompt: String(request.input.prompt ?? ""), model };
  const saved: SavedImage[] = [];
  const problems: SeedkitError[] = [];
  for (const [index, original] of images.entries()) {
    const wanted = wantedUri(target, provenance, original);
    const forget = mustConvert(wanted.path, original) ? await keepOriginal(services, original) : undefined;
    try {
      const { bytes, ...image } = await makeFormat(services, original, wanted.path, provenance);
      const uri = await placeFirstFree(services.environment, names(wanted, image), bytes, async (place) =>
        notes?.willWrite(index, place.toString()),
      );
      const { width, height, mediaType } = image;
      saved.push({ uri: uri.toString(), width, height, mediaType, ...provenance });
    } catch (error) {
      problems.push(await rescue(services, original, wanted, error));
    }
    await forget?.();
  }
  const problem = together(problems);
  return { images: saved, ...(problem && { problem }) };
}

/** Where an image would lie if nothing were in its way. `{index}` is still in it. */
function wantedUri(
  target: FileTarget,
  parts: { readonly prompt: string; readonly model: string },
  { mediaType }: GeneratedImage,
): vscode.Uri {
  if (target.kind === "file") return vscode.Uri.parse(target.uri, true);
  const name = fileName(target.name, { ...parts, now: new Date() });
  return vscode.Uri.joinPath(vscode.Uri.parse(target.folder, true), `${name}.${extensionOf(mediaType)}`);
}

/** The name that is wanted, with the extension that is true, and then one number after the other. */
function* names(wanted: vscode.Uri, { path }: { readonly path: string }): Generator<vscode.Uri> {
  const { stem, extension } = splitExtension(path);
  for (let number = 1; ; number++) yield wanted.with({ path: numbered(stem, number) + extension });
}
