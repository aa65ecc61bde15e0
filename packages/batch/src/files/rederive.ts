import { type GeneratedImage, type ImageHeader, readHeader } from "@seedkit/core";
import type { LockedFile } from "../lock/lock.ts";
import { readOriginal } from "./originals.ts";
import { type Outcome, type SaveOptions, type SaveResult, saveImage, summarize } from "./save-generation.ts";

/**
 * Makes the files of a call anew from the originals that were kept: after another format, quality, width, name or
 * metadata, or a file that is gone. Costs nothing. Undefined, and nothing written, where an original is gone.
 * The call's own files may be replaced, whether `known` names them or not.
 */
export async function rederive(
  options: SaveOptions & { readonly files: readonly LockedFile[] },
): Promise<SaveResult | undefined> {
  const { folder, files } = options;
  // All first: half a call made anew would be neither the old nor the new.
  for (const { original } of files) if (!(await readOriginal(folder, original))) return undefined;
  const known = [...(options.known ?? []), ...files];
  const outcomes: Outcome[] = [];
  for (const [index, { original }] of files.entries()) {
    const bytes = await readOriginal(folder, original);
    if (!bytes) return undefined;
    outcomes.push(await saveImage({ ...options, known }, imageOf(bytes, original.mediaType), index));
  }
  return summarize(outcomes);
}

function imageOf(bytes: Uint8Array, mediaType: string): GeneratedImage {
  return {
    width: 0,
    height: 0,
    ...readHeader(bytes),
    bytes,
    mediaType: mediaType as ImageHeader["mediaType"],
  };
}
