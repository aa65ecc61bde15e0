import { link, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "./sync-folder.ts";

/**
 * Gives a file that is whole, and flushed to the disk, another name on the same file system, and flushes that, too.
 * Without `overwrite` an existing file stays untouched.
 * @throws Error with code `EEXIST` where there is a file and it may not be overwritten, `EXDEV` where the name is
 * on another file system
 */
export async function moveFile(
  from: string,
  to: string,
  { overwrite = false }: { readonly overwrite?: boolean } = {},
): Promise<void> {
  await (overwrite ? rename(from, to) : moveNew(from, to));
  await syncFolder(dirname(to));
}

/** Moves a file to a name that is free. A rename would replace what came there meanwhile; a link cannot. */
async function moveNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!withoutLinks.has(code)) throw error;
    // Some file systems have no links: claim the name first.
    await (await open(to, "wx")).close();
    await rename(from, to).catch(async (reason: unknown) => {
      await unlink(to).catch(() => {});
      throw reason;
    });
    return;
  }
  await unlink(from).catch(() => {});
}

const withoutLinks: ReadonlySet<string> = new Set([
  ...["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"],
  // What Windows says of exFAT.
  "EISDIR",
]);
