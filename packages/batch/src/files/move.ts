import { open, unlink } from "node:fs/promises";
import { moveFile, saveFile } from "@seedkit/core/node";
import { readPieces } from "./source.ts";

/** {@link moveFile}, also to another file system. @throws Error with code `EEXIST` */
export async function moveAnywhere(
  from: string,
  to: string,
  options: { readonly overwrite: boolean },
): Promise<void> {
  try {
    await moveFile(from, to, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await saveFile(to, readPieces(from), options);
    await unlink(from).catch(() => {});
  }
}

/** Waits until a file is on the disk. @throws Error */
export async function flushFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
