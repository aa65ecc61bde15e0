import { unlink } from "node:fs/promises";
import { extname, join } from "node:path";
import { writeDraft } from "../files/draft.ts";
import { incomingPath, type SaveOptions, type SaveResult } from "../files/index.ts";
import { type PlaceOptions, placeFile } from "../files/place.ts";
import type { LockedFile } from "../lock/lock.ts";
import { outputPath } from "../manifest/output.ts";

/**
 * Copies the files of a call to where the manifest wants them now: all that is left where the originals were tidied
 * away and only the name has changed. Undefined where one is not as it was made, or cannot be written.
 */
export async function copyFiles(
  { folder, entry, callIndex, known = [], overwriteEdited, places }: SaveOptions,
  files: readonly LockedFile[],
): Promise<SaveResult | undefined> {
  const copied: LockedFile[] = [];
  const replaceable = new Set(known.map(({ sha256 }) => sha256));
  const overwrite = overwriteEdited ?? false;
  for (const [index, file] of files.entries()) {
    const path = outputPath(entry, callIndex, index, extname(file.path).slice(1));
    const isCopied = await copyFile(folder, { from: file, path, replaceable, overwrite, places });
    if (!isCopied) return undefined;
    copied.push({ ...file, path });
  }
  return copied.length === 0 ? undefined : { files: copied, rescued: [] };
}

type Copying = Pick<PlaceOptions, "path" | "replaceable" | "overwrite" | "places"> & {
  readonly from: LockedFile;
};

/** False, and nothing left behind, where it is not as it was made, or cannot be written. */
async function copyFile(folder: string, { from, ...to }: Copying): Promise<boolean> {
  const { path, sha256 } = from;
  try {
    const draft = await writeDraft(await incomingPath(folder, to.places), { path: join(folder, path) });
    try {
      if (draft.sha256 !== sha256) return false;
      await placeFile({ folder, ...to, from: draft.path, sha256 });
      return true;
    } finally {
      await unlink(draft.path).catch(() => {});
    }
  } catch {
    return false;
  }
}
