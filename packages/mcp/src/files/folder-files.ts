import { randomUUID } from "node:crypto";
import { lstat, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { type GeneratedImage, type Issue, SeedkitError } from "@seedkit/core";
import { checkWritable, extensionOf, loadReferences, saveFile } from "@seedkit/core/node";
import { freeNames } from "./free-names.ts";
import { insideFolder } from "./inside.ts";

/** Where the images of a call go. Made before anything is paid. */
export type Place = {
  /** Absolute, without an extension. */
  readonly stem: string;
  /** The extension as it was asked for, with its dot. */
  readonly extension: string | undefined;
  /** Takes the next free name where one is taken. */
  readonly numbered: boolean;
  readonly output: string | undefined;
  readonly most: number;
};

export type SavedFile = {
  /** Absolute. */
  readonly path: string;
  /** What is worth knowing of the name, in a sentence each. */
  readonly notes: readonly string[];
};

/** The one folder a session reads from and writes to, links followed. */
export type FolderFiles = {
  readonly folder: string;
  /** Finds a free place for images. What is wrong with it is an issue of `output`. */
  claim(output: string | undefined, prompt: string, most: number): Promise<Place | Issue>;
  /** Writes a paid image; it is never lost, and nothing is ever overwritten. */
  save(place: Place, image: GeneratedImage, index: number): Promise<SavedFile>;
  /** The bytes of references that are files. @throws SeedkitError `invalid_input` naming each that is none */
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

const imageExtensions = /^\.(jpe?g|png|webp|gif|avif)$/i;

/** Gives a session a folder of this machine. */
export function createFolderFiles({ folder, nameOf, rescue }: FolderFilesOptions): FolderFiles {
  const root = resolve(folder);
  const shown = (path: string) => relative(root, path) || ".";

  const claim = async (output: string | undefined, prompt: string, most: number): Promise<Place | Issue> => {
    const isFolder =
      output !== undefined && (/[\\/]$/.test(output) || (await isDirectory(resolve(root, output))));
    const numbered = output === undefined || isFolder;
    const typed = numbered ? undefined : extname(output);
    const extension = typed !== undefined && imageExtensions.test(typed) ? typed : undefined;
    const path = numbered ? join(resolve(root, output ?? "."), nameOf(prompt)) : resolve(root, output);
    const wrong = (message: string, allowed: string): Issue => ({ path: "output", message, allowed });
    if ((await insideFolder(root, dirname(path))) === undefined)
      return wrong(`${output} lies outside the folder of this server`, `a path in ${root}`);
    const stem = extension === undefined ? path : path.slice(0, -extension.length);
    const place: Place = { stem, extension, numbered, output, most };
    const taken = numbered ? undefined : await firstTaken(place);
    if (taken) return wrong(`${shown(taken)} exists already`, "a name that is free: nothing is overwritten");
    try {
      await checkWritable(dirname(path));
    } catch (error) {
      return wrong((error as Error).message, "a folder that can be written to");
    }
    return place;
  };

  const save = async (place: Place, image: GeneratedImage, index: number): Promise<SavedFile> => {
    const wanted = pathOf(place, image, index);
    const inner = await insideFolder(root, dirname(wanted)).catch(() => undefined);
    try {
      // Looked at again: a link may have come between.
      if (inner === undefined) throw new Error("it lies outside the folder now");
      const path = await saveFree(wanted, image.bytes);
      return { path, notes: nameNotes(place, wanted, path, shown) };
    } catch (error) {
      const name = basename(wanted, extname(wanted));
      const path = await saveFree(join(rescue, `${name}${extname(wanted)}`), image.bytes).catch(() =>
        saveFree(join(rescue, `${randomUUID()}${extname(wanted)}`), image.bytes),
      );
      const why = error instanceof Error ? error.message : String(error);
      return {
        path,
        notes: [`${shown(wanted)} could not be written (${why}): the paid image is safe in ${path}`],
      };
    }
  };

  return {
    folder: root,
    claim,
    save,
    async load(references) {
      const issues = await outsideOf(root, references);
      if (issues.length === 0)
        return (await loadReferences(references, { cwd: root })) as (string | Uint8Array)[];
      const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
      throw new SeedkitError("invalid_input", message, { charged: "no", issues });
    },
    async readText(path) {
      const real = await insideFolder(root, path).catch(() => undefined);
      return real === undefined ? undefined : readFile(real, "utf8").catch(() => undefined);
    },
  };
}

async function outsideOf(root: string, references: readonly string[]): Promise<Issue[]> {
  const all = references.map(async (reference, index): Promise<Issue | undefined> => {
    if (/^(?:https?|data):/i.test(reference)) return undefined;
    const path = `image_input[${index}]`;
    if (/^[a-z][\w+.-]+:/i.test(reference))
      return { path, message: `${reference} is neither a path nor an http(s) address` };
    const real = await insideFolder(root, reference).catch(() => undefined);
    return real === undefined
      ? { path, message: `${reference} lies outside the folder of this server`, allowed: `a path in ${root}` }
      : undefined;
  });
  return (await Promise.all(all)).filter((issue) => issue !== undefined);
}

function pathOf({ stem, extension, most }: Place, image: GeneratedImage, index: number): string {
  const real = `.${extensionOf(image.mediaType)}`;
  const number = most > 1 ? `-${String(index).padStart(String(most).length, "0")}` : "";
  const same = extension !== undefined && normal(extension) === real;
  return `${stem}${number}${same ? extension : real}`;
}

const normal = (extension: string) => extension.toLowerCase().replace(".jpeg", ".jpg");

/** A name that was asked for must be free, in the type that was typed and in the one that usually comes. */
async function firstTaken({ stem, extension, most }: Place): Promise<string | undefined> {
  const numbers =
    most > 1
      ? Array.from({ length: most }, (_, at) => `-${String(at + 1).padStart(String(most).length, "0")}`)
      : [""];
  const endings = new Set([extension ?? ".jpg", ".jpg"]);
  for (const number of numbers) {
    for (const ending of endings) {
      const path = `${stem}${number}${ending}`;
      if (await lstat(path).catch(() => undefined)) return path;
    }
  }
  return undefined;
}

async function saveFree(wanted: string, bytes: Uint8Array): Promise<string> {
  for (const path of freeNames(wanted)) {
    try {
      await saveFile(path, bytes);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  throw new Error("no free name is left");
}

function nameNotes(place: Place, wanted: string, path: string, shown: (path: string) => string): string[] {
  const ending = extname(path);
  if (place.extension && normal(place.extension) !== ending.toLowerCase().replace(".jpeg", ".jpg"))
    return [`The image is ${ending.slice(1).toUpperCase()}, so it is not named ${place.extension}.`];
  return path !== wanted && !place.numbered ? [`${shown(wanted)} was taken meanwhile.`] : [];
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
