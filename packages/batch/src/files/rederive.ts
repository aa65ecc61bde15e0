import type { ImageHeader } from "@seedkit/core";
import type { LockedFile } from "../lock/lock.ts";
import { findOriginal, type PlacedOriginal } from "./originals.ts";
import { type Outcome, type SaveOptions, type SaveResult, saveImage, summarize } from "./save-generation.ts";
import { readHeaderOf, type Savable } from "./source.ts";

/**
 * Makes the files of a call anew from the originals that were kept: after another format, quality, width, name or
 * metadata, or a file that is gone. Costs nothing. Undefined, and nothing written, where an original is gone.
 * The call's own files may be replaced, whether `known` names them or not.
 */
export async function rederive(
  options: SaveOptions & { readonly files: readonly LockedFile[] },
): Promise<SaveResult | undefined> {
  const { folder, files } = options;
  const kept: PlacedOriginal[] = [];
  const images: Savable[] = [];
  // All first: half a call made anew would be neither the old nor the new.
  for (const { original } of files) {
    const found = await findOriginal(folder, original);
    if (!found) return undefined;
    kept.push(found);
    images.push(await imageOf(found));
  }
  const known = [...(options.known ?? []), ...files];
  const outcomes: Outcome[] = [];
  for (const [index, image] of images.entries()) {
    outcomes.push(await saveImage({ ...options, known, kept }, image, index));
  }
  return summarize(outcomes);
}

async function imageOf({ path, sha256, mediaType }: PlacedOriginal): Promise<Savable> {
  const header = await readHeaderOf({ path }).catch(() => undefined);
  return {
    width: 0,
    height: 0,
    ...header,
    mediaType: mediaType as ImageHeader["mediaType"],
    path,
    sha256,
  };
}
