import { lstat } from "node:fs/promises";
import { dirname, relative } from "node:path";
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
  const folders = new Set(
    [...known, pathOf(target, { index: 1, hash: "0", extension: "jpg" })].map((path) => dirname(path)),
  );
  for (const folder of folders) await checkWritable(folder);
}

/** The names that are known before the image is: with a hash, none is. */
function pathsAhead(target: Target): string[] {
  if (target.template.includes("{hash}") || target.numbered) return [];
  // The type is the service's choice: without an extension every one it may get must be free.
  const extensions = target.extension ? [target.extension.slice(1)] : imageExtensions;
  const count = target.template.includes("{index}") ? target.most : 1;
  return Array.from({ length: count }, (_, at) =>
    extensions.map((extension) => {
      const path = pathOf({ ...target, extension: undefined }, { index: at + 1, hash: "", extension });
      return path;
    }),
  ).flat();
}

/** A path as a person would type it from where they are. */
export function shown(at: { readonly cwd: string }, path: string): string {
  const near = relative(at.cwd, path);
  return near === "" || near.startsWith("..") ? path : near;
}
