import { lstat, unlink } from "node:fs/promises";
import { type KnownPlaces, makePlace } from "./inside.ts";
import { moveAnywhere } from "./move.ts";
import { sha256OfFile } from "./sha256.ts";

export type PlaceOptions = {
  /** The project folder. */
  readonly folder: string;
  /** Relative to it. */
  readonly path: string;
  /** A draft that becomes the file. */
  readonly from: string;
  /** SHA-256 of the draft. */
  readonly sha256: string;
  /** SHA-256 of what may be replaced. */
  readonly replaceable: ReadonlySet<string>;
  /** Replaces whatever file is there. */
  readonly overwrite: boolean;
  readonly places?: KnownPlaces | undefined;
};

/**
 * Moves a draft to a file of the project, never through a link. What is there is only replaced where it is known to
 * be ours. @throws Error saying why it could not be moved; then the draft is left
 */
export async function placeFile({
  folder,
  path,
  from,
  sha256,
  replaceable,
  overwrite,
  places,
}: PlaceOptions): Promise<void> {
  const place = await makePlace(folder, path, places);
  const there = await lstat(place).catch(() => undefined);
  if (there?.isDirectory()) throw new Error("there is a folder of that name");
  if (there && !overwrite) {
    const found = there.isFile() ? await sha256OfFile(place) : undefined;
    if (found === sha256) return unlink(from).catch(() => {});
    if (found === undefined || !replaceable.has(found)) {
      throw new Error("a file is there that was edited by hand, or was not made from this manifest");
    }
  }
  await moveAnywhere(from, place, { overwrite: there !== undefined });
}
