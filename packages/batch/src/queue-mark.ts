import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SeedkitError } from "@seedkit/core";
import { stateFolderOf } from "./state-folder.ts";

/** Lies in a project while workers may be making calls of its run that its ledger does not know of yet. */
export const queueMarkOf = (folder: string): string => join(stateFolderOf(folder), "queue.json");

/** The run that is on a queue, by its id; undefined where there is none. */
export async function readQueueMark(folder: string): Promise<string | undefined> {
  const text = await readFile(queueMarkOf(folder), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { run } = JSON.parse(text) as { run?: unknown };
  return typeof run === "string" ? run : "";
}

/** @throws SeedkitError `invalid_input` where workers may still be paying for images of this project */
export async function refuseQueuedElsewhere(folder: string): Promise<void> {
  if ((await readQueueMark(folder)) === undefined) return;
  throw new SeedkitError("invalid_input", "A run of this project on a queue is not over", {
    charged: "no",
    hint: "Go on with it by --queue, and what its workers made is taken. Nothing was sent.",
  });
}
