import { lstat } from "node:fs/promises";
import { extname } from "node:path";
import type { GeneratedImage } from "@seedkit/core";
import { extensionOf } from "@seedkit/core/node";

/** Where the images of a call go. Made before anything is paid. */
export type Place = {
  /** Absolute, without an extension. */
  readonly stem: string;
  /** The extension as it was asked for, with its dot. */
  readonly extension: string | undefined;
  /** Takes the next free name where one is taken. */
  readonly numbered: boolean;
  /** As it was asked for. */
  readonly output: string | undefined;
  /** The most images that can come. */
  readonly most: number;
};

const imageExtensions = /^\.(jpe?g|png|webp|gif|avif)$/i;

/** The extension of a path, where it names an image type; anything else belongs to the name. */
export function typedExtension(path: string): string | undefined {
  const extension = extname(path);
  return imageExtensions.test(extension) ? extension : undefined;
}

/** The path of one image, `index` from 1: with the extension of its true type. */
export function pathOf(
  place: Place,
  { mediaType }: Pick<GeneratedImage, "mediaType">,
  index: number,
): string {
  const real = `.${extensionOf(mediaType)}`;
  const { extension } = place;
  const same = extension !== undefined && normal(extension) === real;
  return `${place.stem}${numberOf(place, index)}${same ? extension : real}`;
}

/** A name that is taken already: in the type that was typed, and in the one that usually comes. */
export async function firstTaken(place: Place): Promise<string | undefined> {
  const endings = new Set([place.extension ?? ".jpg", ".jpg"]);
  for (let index = 1; index <= place.most; index++) {
    for (const ending of endings) {
      const path = `${place.stem}${numberOf(place, index)}${ending}`;
      if (await lstat(path).catch(() => undefined)) return path;
    }
  }
  return undefined;
}

/** Why a file is not named as it was asked for, in a sentence; undefined where it is. */
export function nameNote(place: Place, wanted: string, path: string): string | undefined {
  const ending = extname(path);
  if (place.extension && normal(place.extension) !== normal(ending))
    return `The image is ${ending.slice(1).toUpperCase()}, so it is not named ${place.extension}.`;
  return path !== wanted && !place.numbered ? `${wanted} was taken meanwhile.` : undefined;
}

function numberOf({ most }: Place, index: number): string {
  return most > 1 ? `-${String(index).padStart(String(most).length, "0")}` : "";
}

const normal = (extension: string) => extension.toLowerCase().replace(".jpeg", ".jpg");
