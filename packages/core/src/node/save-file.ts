import { randomBytes } from "node:crypto";
import { link, open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/**
 * Writes a file so that it is there whole or not at all: a temporary file beside it, flushed to the disk,
 * then moved into place. Missing folders are made. Without `overwrite` an existing file stays untouched.
 * @throws Error with code `EEXIST` where the file exists and may not be overwritten
 */
export async function saveFile(
  path: string,
  bytes: Uint8Array | string,
  { overwrite = false, mode = 0o666 }: { readonly overwrite?: boolean; readonly mode?: number } = {},
): Promise<void> {
  const folder = dirname(path);
  // Not the file's own name and more: that may be as long as the system allows.
  const temporary = join(folder, `.seedkit-${randomBytes(6).toString("hex")}.tmp`);
  // wx: never write through a link that somebody put there.
  const create = () => open(temporary, "wx", mode);
  try {
    // Most folders are there: they are only made once one is missed.
    const file = await create().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      await makeFolder(folder);
      return create();
    });
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await (overwrite ? rename(temporary, path) : moveNew(temporary, path));
    await syncFolder(folder);
  } finally {
    await unlink(temporary).catch(() => {});
  }
}

/** Moves a file to a name that is free. A rename would replace what came there meanwhile; a link cannot. */
async function moveNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (
      code === "EEXIST" ||
      (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS")
    )
      throw error;
    // Some file systems have no links: claim the name first.
    await (await open(to, "wx")).close();
    await rename(from, to).catch(async (reason: unknown) => {
      await unlink(to).catch(() => {});
      throw reason;
    });
  }
}

/** A new name lasts only once its folder is flushed too. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
