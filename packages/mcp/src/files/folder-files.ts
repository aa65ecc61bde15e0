import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { GeneratedImage, Issue } from "@seedkit/core";
import { checkWritable } from "@seedkit/core/node";
import { insideFolder } from "./inside.ts";
import { firstTaken, nameNote, type Place, pathOf, typedExtension } from "./place.ts";
import { readReferences } from "./references.ts";
import { saveFree } from "./save-free.ts";

export type SavedFile = {
  /** Absolute. */
  readonly path: string;
  /** What is worth knowing of the name, in a sentence. */
  readonly note?: string | undefined;
};

/** The one folder a session reads from and writes to, links followed. */
export type FolderFiles = {
  readonly folder: string;
  /** Finds a free place for images. What is wrong with it is an issue of `output`. */
  claim(output: string | undefined, prompt: string, most: number): Promise<Place | Issue>;
  /** Writes a paid image, `index` from 1; it is never lost, and nothing is ever overwritten. */
  save(place: Place, image: GeneratedImage, index: number): Promise<SavedFile>;
  /** References, those that are files as bytes. @throws SeedkitError `invalid_input` naming each that is none */
  load(references: readonly string[]): Promise<readonly (string | Uint8Array)[]>;
  /** A text file, or undefined where it lies elsewhere or is not there. */
  readText(path: string): Promise<string | undefined>;
};

export type FolderFilesOptions = {
  readonly folder: string;
  /** A file name without extension, made of a prompt. */
  readonly nameOf: (prompt: string) => string;
  /** Where a paid image goes that cannot be written in the folder. */
  readonly rescue: string;
};

/** Gives a session a folder of this machine. */
export function createFolderFiles({ folder, nameOf, rescue }: FolderFilesOptions): FolderFiles {
  const root = resolve(folder);
  const inside = (path: string) => insideFolder(root, path).catch(() => undefined);
  return {
    folder: root,
    async claim(output, prompt, most) {
      const path = resolve(root, output ?? ".");
      const numbered = output === undefined || /[\\/]$/.test(output) || (await isDirectory(path));
      const extension = numbered ? undefined : typedExtension(path);
      const whole = numbered ? join(path, nameOf(prompt) || "image") : path;
      const stem = extension === undefined ? whole : whole.slice(0, -extension.length);
      const place: Place = { stem, extension, numbered, output, most };
      const wrong = (message: string, allowed: string): Issue => ({ path: "output", message, allowed });
      if ((await inside(dirname(whole))) === undefined)
        return wrong(`${output} lies outside the folder of this server`, `a path in ${root}`);
      const taken = numbered ? undefined : await firstTaken(place);
      if (taken) return wrong(`${taken} exists already`, "a free name: nothing is overwritten");
      try {
        await checkWritable(dirname(whole));
      } catch (error) {
        return wrong((error as Error).message, "a folder that can be written to");
      }
      return place;
    },
    async save(place, image, index) {
      const wanted = pathOf(place, image, index);
      try {
        // Looked at again: a link may have come between.
        if ((await inside(dirname(wanted))) === undefined) throw new Error("it lies outside the folder now");
        const path = await saveFree(wanted, image.bytes);
        return { path, note: nameNote(place, wanted, path) };
      } catch (error) {
        const path = await saveFree(join(rescue, basename(wanted)), image.bytes);
        const why = error instanceof Error ? error.message : String(error);
        return { path, note: `${wanted} could not be written (${why}): the paid image is safe in ${path}` };
      }
    },
    load: (references) => readReferences(root, references),
    async readText(path) {
      const real = await inside(path);
      return real === undefined ? undefined : readFile(real, "utf8").catch(() => undefined);
    },
  };
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
