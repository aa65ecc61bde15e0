import { lstat, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { saveFile } from "@seedkit/core/node";
import { makeStateFolder, stateFolderOf } from "../state-folder.ts";
import { makePlace } from "./inside.ts";
import { sha256, sha256OfFile } from "./sha256.ts";

/** Where paid images go that could not be saved in their place. */
const rescueFolderOf = (folder: string): string => join(stateFolderOf(folder), "rescue");

/**
 * Saves a paid image anywhere: in the project's rescue folder or the one that was asked for, else in a new
 * folder of the system's own for temporary files. Undefined where not even that can be written.
 */
export async function rescue(
  folder: string,
  {
    name,
    extension,
    bytes,
    to,
  }: { name: string; extension: string; bytes: Uint8Array; to?: string | undefined },
): Promise<string | undefined> {
  // Named by its bytes: the same image is rescued once, and two never meet.
  const hash = sha256(bytes);
  const file = `${name.replaceAll(/[^\w.-]+/g, "-").slice(0, 100)}-${hash.slice(0, 12)}.${extension}`;
  const places = [
    async () => {
      if (to !== undefined) return resolve(folder, to, file);
      const path = await makePlace(folder, join(rescueFolderOf(folder), file));
      await makeStateFolder(folder);
      return path;
    },
    async () => join(await mkdtemp(join(tmpdir(), "seedkit-rescue-")), file),
  ];
  for (const place of places) {
    try {
      const path = await place();
      const there = await lstat(path).catch(() => undefined);
      if (!(there?.isFile() && (await sha256OfFile(path)) === hash))
        await saveFile(path, bytes, { overwrite: true });
      return path;
    } catch {
      // The next place.
    }
  }
  return undefined;
}
