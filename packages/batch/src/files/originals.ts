import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ImageHeader } from "@seedkit/core";
import { extensionOf, saveFile } from "@seedkit/core/node";
import type { LockedFile } from "../lock/lock.ts";
import { makeStateFolder, stateFolderOf } from "../state-folder.ts";
import { type KnownPlaces, makePlace } from "./inside.ts";
import { flushFile, moveAnywhere } from "./move.ts";
import { sha256, sha256OfFile } from "./sha256.ts";
import type { Savable } from "./source.ts";

/** Where images lie as the service sent them, named by their hash. Not committed. */
export const originalsFolderOf = (folder: string): string => join(stateFolderOf(folder), "originals");

type Original = LockedFile["original"];

/** An original, and where it lies: absolute. */
export type PlacedOriginal = Original & { readonly path: string };

/** Keeps an image as it came, flushed to the disk; a file is moved. What has its name is the same, or damaged. */
export async function keepOriginal(
  folder: string,
  image: Savable,
  places?: KnownPlaces,
): Promise<PlacedOriginal> {
  const { mediaType } = image;
  const original = { sha256: hashOf(image), mediaType };
  // First: it refuses a state folder that is a link out of the project.
  const isKnown = places?.has(originalsFolderOf(folder));
  const path = await makePlace(folder, pathOf(folder, original.sha256, mediaType), places);
  if (!isKnown) await makeStateFolder(folder);
  if ("bytes" in image) await saveFile(path, image.bytes, { overwrite: true });
  else {
    await flushFile(image.path);
    await moveAnywhere(image.path, path, { overwrite: true });
  }
  return { ...original, path };
}

/** 64 hex digits. */
export const hashOf = (image: Savable): string =>
  "bytes" in image ? (image.sha256 ?? sha256(image.bytes)) : image.sha256;

/** Where an image lies as it came; undefined where it is gone or damaged. */
export async function findOriginal(
  folder: string,
  { sha256: hash, mediaType }: Original,
): Promise<PlacedOriginal | undefined> {
  const path = pathOf(folder, hash, mediaType as ImageHeader["mediaType"]);
  return (await sha256OfFile(path)) === hash ? { sha256: hash, mediaType, path } : undefined;
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
