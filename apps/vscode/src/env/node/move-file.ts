import { open } from "node:fs/promises";
import { moveFile as moveFlushed } from "@seedkit/core/node";
import type { Environment } from "../environment.ts";

/** Flushes a file to the disk, and gives it another name there. */
export const moveFile: NonNullable<Environment["moveFile"]> = async (from, to, options) => {
  const file = await open(from, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await moveFlushed(from, to, options);
};
