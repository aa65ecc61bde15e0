import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { SaveOptions, SaveResult } from "../files/index.ts";
import { placeFile } from "../files/place.ts";
import type { LockedFile } from "../lock/lock.ts";
import { outputPath } from "../manifest/output.ts";

/**
 * Copies the files of a call to where the manifest wants them now: all that is left where the originals were tidied
 * away and only the name has changed. Undefined where one is not as it was made, or cannot be written.
 */
export async function copyFiles(
  { folder, entry, callIndex, known = [], overwriteEdited }: SaveOptions,
  files: readonly LockedFile[],
): Promise<SaveResult | undefined> {
  const copied: LockedFile[] = [];
  const replaceable = new Set(known.map(({ sha256 }) => sha256));
  for (const [index, file] of files.entries()) {
    const path = outputPath(entry, callIndex, index, extname(file.path).slice(1));
    try {
      const bytes = await readFile(join(folder, file.path));
      if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) return undefined;
      await placeFile({
        folder,
        path,
        bytes,
        sha256: file.sha256,
        replaceable,
        overwrite: overwriteEdited ?? false,
      });
    } catch {
      return undefined;
    }
    copied.push({ ...file, path });
  }
  return copied.length === 0 ? undefined : { files: copied, rescued: [] };
}
