import { randomBytes } from "node:crypto";
import { open, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { moveFile } from "./move-file.ts";

/**
 * Writes a file so that it is there whole or not at all: a temporary file beside it, flushed to the disk,
 * then moved into place. Missing folders are made. Without `overwrite` an existing file stays untouched.
 * `content` may come in pieces: then it is never whole in memory.
 * @throws Error with code `EEXIST` where the file exists and may not be overwritten
 */
export async function saveFile(
  path: string,
  content: Uint8Array | string | AsyncIterable<Uint8Array>,
  { overwrite = false, mode = 0o666 }: { readonly overwrite?: boolean; readonly mode?: number } = {},
): Promise<void> {
  const folder = dirname(path);
  // Not the file's own name and more: that may be as long as the system allows.
  const temporary = join(folder, `.seedkit-${randomBytes(6).toString("hex")}.tmp`);
  // wx: never write through a link that somebody put there.
  const create = () => open(temporary, "wx", mode);
  let isMoved = false;
  try {
    // Most folders are there: they are only made once one is missed.
    const file = await create().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      await makeFolder(folder);
      return create();
    });
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveFile(temporary, path, { overwrite });
    isMoved = true;
  } finally {
    if (!isMoved) await unlink(temporary).catch(() => {});
  }
}
