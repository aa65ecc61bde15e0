import { unlink } from "node:fs/promises";
import type { SeedkitError } from "@seedkit/core";
import { extensionOf } from "@seedkit/core/node";
import type { LockedFile } from "../lock/lock.ts";
import type { Entry } from "../manifest/entry.ts";
import { outputPath } from "../manifest/output.ts";
import { provenanceOf } from "../metadata/provenance-of.ts";
import { makeOutput, type Output } from "./convert.ts";
import { incomingPath } from "./incoming.ts";
import type { KnownPlaces } from "./inside.ts";
import { hashOf, keepOriginal, type PlacedOriginal } from "./originals.ts";
import { placeFile } from "./place.ts";
import { rescue } from "./rescue.ts";
import { saveFailure } from "./save-failure.ts";
import type { Savable } from "./source.ts";

export type SaveOptions = {
  /** The project folder, absolute. */
  readonly folder: string;
  readonly entry: Entry;
  /** From 0. */
  readonly callIndex: number;
  /** `<key>-<callIndex>` */
  readonly jobKey: string;
  /** Writes prompt, model, key and "made by AI" into the files. */
  readonly metadata: boolean;
  /** @default `.seedkit/rescue` of the project */
  readonly rescueFolder?: string;
  /** Files that may be replaced, by their hash: those we made. */
  readonly known?: readonly Pick<LockedFile, "sha256">[];
  /** Replaces files that were edited by hand. @default false */
  readonly overwriteEdited?: boolean;
  /** The originals, in the order of the images, where they were kept before. */
  readonly kept?: readonly (PlacedOriginal | undefined)[];
  readonly places?: KnownPlaces;
};

/** What became of the images of a call. Every one is in `files` or `rescued`; `problem` says where it is not. */
export type SaveResult = {
  /** In the order of the images; those that were rescued are left out. */
  readonly files: readonly LockedFile[];
  /** Absolute paths. */
  readonly rescued: readonly string[];
  /** The first thing that went wrong. `charged` is `yes`: the images are paid for. */
  readonly problem?: SeedkitError;
};

/**
 * Saves the images of a paid call: each as it came, then as the manifest wants it, in its place. An image that
 * cannot be saved there goes to the rescue folder. Never throws.
 */
export async function saveGeneration(
  options: SaveOptions & { readonly images: readonly Savable[] },
): Promise<SaveResult> {
  const outcomes: Outcome[] = [];
  // One after the other: a decoded image is large.
  for (const [index, image] of options.images.entries())
    outcomes.push(await saveImage(options, image, index));
  return summarize(outcomes);
}

export type Outcome =
  | { readonly file: LockedFile }
  | { readonly rescued: string | undefined; readonly problem: SeedkitError };

export function summarize(outcomes: readonly Outcome[]): SaveResult {
  const files = outcomes.flatMap((outcome) => ("file" in outcome ? [outcome.file] : []));
  const failed = outcomes.flatMap((outcome) => ("problem" in outcome ? [outcome] : []));
  const rescued = failed.flatMap((each) => each.rescued ?? []);
  const [first] = failed;
  return { files, rescued, ...(first && { problem: first.problem }) };
}

/** Saves one image. Never throws. */
export async function saveImage(options: SaveOptions, image: Savable, index: number): Promise<Outcome> {
  const { folder, entry, callIndex, jobKey, places } = options;
  // The key of the entry, as it stands in the lock: calls share it.
  const key = jobKey.replace(/-\d+$/, "");
  const provenance = options.metadata ? provenanceOf({ entry, key }) : undefined;
  let finished: Output | undefined;
  let kept: PlacedOriginal | undefined;
  let path = outputPath(entry, callIndex, index, extensionOf(image.mediaType));
  try {
    kept = options.kept?.[index] ?? (await keepOriginal(folder, image, places));
    const source = "bytes" in image ? image : { ...image, path: kept.path };
    finished = await makeOutput(source, entry.outputs, provenance, () => incomingPath(folder, places));
    path = outputPath(entry, callIndex, index, extensionOf(finished.mediaType));
    const { sha256, width, height, size } = finished;
    const replaceable = new Set(options.known?.map((each) => each.sha256));
    const overwrite = options.overwriteEdited ?? false;
    await placeFile({ folder, path, from: finished.path, sha256, replaceable, overwrite, places });
    const { path: _, ...original } = kept;
    return { file: { path, sha256, width, height, bytes: size, original } };
  } catch (cause) {
    const rescued = await rescue(folder, {
      name: `${entry.id}-${callIndex + 1}-${index + 1}`,
      extension: extensionOf((finished ?? image).mediaType),
      source: finished ?? ("path" in image && kept ? kept : image),
      sha256: finished?.sha256 ?? hashOf(image),
      // A kept original stays where it is.
      isDraft: finished !== undefined || kept === undefined,
      to: options.rescueFolder,
    });
    if (finished) await unlink(finished.path).catch(() => {});
    const safe = rescued ?? kept?.path;
    return {
      rescued: safe,
      problem: saveFailure({ id: entry.id, path, cause, rescued: safe, url: image.url }),
    };
  }
}
