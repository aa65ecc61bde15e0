import { randomBytes } from "node:crypto";
import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { makeStateFolder, stateFolderOf } from "../state-folder.ts";
import { type KnownPlaces, makePlace } from "./inside.ts";

/** Where files lie that are not whole yet. What a dead run left is removed by the next. */
const incomingFolderOf = (folder: string): string => join(stateFolderOf(folder), "incoming");

const ownName = /^[0-9a-f]{24}\.tmp$/;

/** The path of a new file that is not whole yet. @throws Error where its folder cannot be made */
export async function incomingPath(folder: string, places?: KnownPlaces): Promise<string> {
  const parent = incomingFolderOf(folder);
  const isKnown = places?.has(parent);
  const path = await makePlace(folder, join(parent, `${randomBytes(12).toString("hex")}.tmp`), places);
  if (!isKnown) await makeStateFolder(folder);
  return path;
}

/** Removes what is not whole. Only while no run works here. Never throws. */
export async function clearIncoming(folder: string): Promise<void> {
  const parent = incomingFolderOf(folder);
  const names = await readdir(parent).catch(() => []);
  // The folder may be anything: only what has such a name is ours.
  const own = names.filter((name) => ownName.test(name));
  await Promise.all(own.map((name) => unlink(join(parent, name)).catch(() => {})));
}
