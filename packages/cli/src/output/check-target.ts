import { lstat } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { makeFolder, removeEmpty } from "@seedkit/core/node";
import { usageError } from "../command-error.ts";
import { imageExtensions, pathOf, type Target } from "./target.ts";

/**
 * Makes sure, before anything is paid, that the images can be written where they are wanted.
 * @throws SeedkitError `invalid_input`
 */
export async function checkTarget(target: Target): Promise<void> {
  const { checkWritable } = await import("@seedkit/core/node");
  const known = pathsAhead(target);
  for (const path of known) {
    const entry = await lstat(path).catch(() => undefined);
    if (entry === undefined) continue;
    if (entry.isDirectory())
      throw usageError(`--output: ${shown(target, path)} is a folder`, "End it with / to write into it.");
    if (!target.overwrite && !target.numbered) {
      throw usageError(
        `--output: ${shown(target, path)} exists already`,
        "Nothing was sent. Choose another name, or add --overwrite to replace it.",
      );
    }
  }
  for (const folder of foldersAhead(target)) await checkWritable(folder);
}

/** Makes the folders the images go to. Returns those that were not there, to be removed if no image comes. */
export async function makeFolders(target: Target): Promise<readonly string[]> {
  const made: string[] = [];
  for (const folder of foldersAhead(target)) {
    try {
      made.unshift(...(await makeFolder(folder)));
    } catch (error) {
      await removeEmpty(made);
      const { message } = error as Error;
      throw usageError(`--output: cannot make ${shown(target, folder)}: ${message}`, "Nothing was sent.");
    }
  }
  return made;
}

function foldersAhead(target: Target): ReadonlySet<string> {
  // A folder that is named after the image is not known before the image is.
  if (dirname(target.template).includes("{hash}")) return new Set([target.cwd]);
  const example = pathOf(target, { index: 1, hash: "hash", extension: "jpg" });
  return new Set([...pathsAhead(target), example].map((path) => dirname(path)));
}

/** The names that are known before the image is: with a hash, none is. */
function pathsAhead(target: Target): string[] {
  if (target.template.includes("{hash}") || target.numbered) return [];
  const count = target.template.includes("{index}") ? target.most : 1;
  const stem = { ...target, extension: undefined };
  return Array.from({ length: count }, (_, at) =>
    extensionsAhead(target).map((extension) => pathOf(stem, { index: at + 1, hash: "", extension })),
  ).flat();
}

function extensionsAhead({ extension, overwrite }: Target): readonly string[] {
  // The type is the service's choice: without an extension every one it may get must be free.
  if (extension === undefined) return imageExtensions;
  const typed = extension.slice(1);
  // Whatever was typed, JPEG is what the service sends.
  return /^jpe?g$/i.test(typed) || overwrite ? [typed] : [typed, "jpg"];
}

/** A path as a person would type it from where they are. */
export function shown(at: { readonly cwd: string }, path: string): string {
  const near = relative(at.cwd, path);
  return near === "" || near.startsWith("..") ? path : near;
}
