import { open } from "node:fs/promises";
import { moveFile } from "@seedkit/core/node";

/** Gives a file the name of another, and takes its place: both flushed, in one step. @throws Error of the system */
export async function moveOver(from: string, to: string): Promise<void> {
  const file = await open(from, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await moveFile(from, to, { overwrite: true });
}
