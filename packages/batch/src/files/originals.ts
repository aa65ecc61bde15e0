import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedImage, ImageHeader } from "@seedkit/core";
import { extensionOf, saveFile } from "@seedkit/core/node";
import type { LockedFile } from "../lock/lock.ts";
import { makeStateFolder, stateFolderOf } from "../state-folder.ts";
import { type KnownPlaces, makePlace } from "./inside.ts";
import { sha256, sha256OfFile } from "./sha256.ts";

/** Where images lie as the service sent them, named by their hash. Not committed. */
export const originalsFolderOf = (folder: string): string => join(stateFolderOf(folder), "originals");

type Original = LockedFile["original"];

/** An original, and where it lies: absolute. */
export type PlacedOriginal = Original & { readonly path: string };

/** Keeps an image as it came. What is there already is not written again, unless it is damaged. */
export async function keepOriginal(
  folder: string,
  { bytes, mediaType }: GeneratedImage,
  places?: KnownPlaces,
): Promise<PlacedOriginal> {
  const original = { sha256: sha256(bytes), mediaType };
  // First: it refuses a state folder that is a link out of the project.
  const isKnown = places?.has(originalsFolderOf(folder));
  const path = await makePlace(folder, pathOf(folder, original.sha256, mediaType), places);
  if (!isKnown) await makeStateFolder(folder);
  if ((await sha256OfFile(path)) !== original.sha256) await saveFile(path, bytes, { overwrite: true });
  return { ...original, path };
}

/** An image as it came; undefined where it is gone or damaged. */
export async function readOriginal(folder: string, original: Original): Promise<Uint8Array | undefined> {
  const path = pathOf(folder, original.sha256, original.mediaType as ImageHeader["mediaType"]);
  const bytes = await readFile(path).catch(() => undefined);
  return bytes && sha256(bytes) === original.sha256 ? bytes : undefined;
}

/** A kept original. */
export type KeptOriginal = {
  /** Absolute. */
  readonly path: string;
  readonly sha256: string;
  /** Of the file. */
  readonly bytes: number;
};

/** The originals that none of these files was made of: what `prune` may remove. Sorted by path. */
export async function unusedOriginals(
  folder: string,
  used: Iterable<Pick<LockedFile, "original">>,
): Promise<readonly KeptOriginal[]> {
  const hashes = new Set(Array.from(used, ({ original }) => original.sha256));
  const place = originalsFolderOf(folder);
  const names = await readdir(place).catch(() => []);
  const unused: KeptOriginal[] = [];
  for (const name of names.sort()) {
    const hash = /^([0-9a-f]{64})\.\w+$/.exec(name)?.[1];
    if (hash === undefined || hashes.has(hash)) continue;
    const path = join(place, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) unused.push({ path, sha256: hash, bytes: found.size });
  }
  return unused;
}

function pathOf(folder: string, hash: string, mediaType: ImageHeader["mediaType"]): string {
  return join(originalsFolderOf(folder), `${hash}.${extensionOf(mediaType)}`);
}
