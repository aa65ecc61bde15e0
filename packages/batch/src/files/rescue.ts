import { lstat, mkdtemp, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeFolder, saveFile } from "@seedkit/core/node";
import { makeStateFolder, stateFolderOf } from "../state-folder.ts";
import { makePlace } from "./inside.ts";
import { flushFile, moveAnywhere } from "./move.ts";
import { sha256OfFile } from "./sha256.ts";
import { readPieces, type Source } from "./source.ts";

/** Where paid images go that could not be saved in their place. */
const rescueFolderOf = (folder: string): string => join(stateFolderOf(folder), "rescue");

/** A paid image that is to be rescued. */
export type Stray = {
  /** What its file is called, without hash and extension. */
  readonly name: string;
  /** Without a dot. */
  readonly extension: string;
  readonly source: Source;
  /** Of the source. */
  readonly sha256: string;
  /** Its file is ours alone: it is moved, which works on a full disk, too. */
  readonly isDraft: boolean;
  /** @default `.seedkit/rescue` of the project */
  readonly to?: string | undefined;
};

/**
 * Saves a paid image anywhere: in the project's rescue folder or the one that was asked for, else in a new
 * folder of the system's own for temporary files. Undefined where not even that can be written.
 */
export async function rescue(
  folder: string,
  { name, extension, source, sha256, isDraft, to }: Stray,
): Promise<string | undefined> {
  // Named by its bytes: the same image is rescued once, and two never meet.
  const file = `${name.replaceAll(/[^\w.-]+/g, "-").slice(0, 100)}-${sha256.slice(0, 12)}.${extension}`;
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
      if (!(there?.isFile() && (await sha256OfFile(path)) === sha256)) await put(path, source, isDraft);
      else if (isDraft && "path" in source) await unlink(source.path).catch(() => {});
      return path;
    } catch {
      // The next place.
    }
  }
  return undefined;
}

async function put(path: string, source: Source, isDraft: boolean): Promise<void> {
  if ("bytes" in source) await saveFile(path, source.bytes, { overwrite: true });
  else if (!isDraft) await saveFile(path, readPieces(source.path), { overwrite: true });
  else {
    await makeFolder(dirname(path));
    await flushFile(source.path);
    await moveAnywhere(source.path, path, { overwrite: true });
  }
}
