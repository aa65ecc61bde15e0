import { lstat } from "node:fs/promises";
import { saveFile } from "@seedkit/core/node";
import { type KnownPlaces, makePlace } from "./inside.ts";
import { sha256OfFile } from "./sha256.ts";

export type PlaceOptions = {
  /** The project folder. */
  readonly folder: string;
  /** Relative to it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
  /** SHA-256 of what may be replaced. */
  readonly replaceable: ReadonlySet<string>;
  /** Replaces whatever file is there. */
  readonly overwrite: boolean;
  readonly places?: KnownPlaces | undefined;
};

/**
 * Writes a file of the project, whole or not at all, and never through a link. What is there is only replaced
 * where it is known to be ours. @throws Error saying why it could not be written
 */
export async function placeFile({
  folder,
  path,
  bytes,
  sha256,
  replaceable,
  overwrite,
  places,
}: PlaceOptions) {
  const place = await makePlace(folder, path, places);
  const there = await lstat(place).catch(() => undefined);
  if (there?.isDirectory()) throw new Error("there is a folder of that name");
  if (there && !overwrite) {
    const found = there.isFile() ? await sha256OfFile(place) : undefined;
    if (found === sha256) return;
    if (found === undefined || !replaceable.has(found)) {
      throw new Error("a file is there that was edited by hand, or was not made from this manifest");
    }
  }
  await saveFile(place, bytes, { overwrite: there !== undefined });
}
