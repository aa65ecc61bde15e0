import { mkdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** Folders that were looked at before: a run asks for the same few again and again. */
export type KnownPlaces = Map<string, string>;

/**
 * Where a file of the project really is written: its folder with links followed, made where it is missing.
 * @throws Error where that folder lies outside the project, or cannot be made
 */
export async function makePlace(folder: string, path: string, known?: KnownPlaces): Promise<string> {
  const name = resolve(folder, path);
  const seen = known?.get(dirname(name));
  if (seen !== undefined) return join(seen, basename(name));
  const root = await realpath(folder);
  const wanted = resolve(root, path);
  const parent = dirname(wanted);
  if (!isInside(root, wanted)) throw new Error("it lies outside the project folder");
  // Asked of the part that exists before anything is made: a folder made behind a link would be outside, too.
  await refuseOutside(root, await deepestReal(parent));
  await makeFolder(parent);
  const real = await realpath(parent);
  await refuseOutside(root, real);
  known?.set(dirname(name), real);
  return join(real, basename(wanted));
}

async function refuseOutside(root: string, real: string): Promise<void> {
  if (real !== root && !isInside(root, real)) throw new Error(`a link leads out of the project, to ${real}`);
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function deepestReal(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw error;
    return deepestReal(dirname(path));
  }
}

/** One at a time: `mkdir -p` of Node never returns for a link that leads nowhere. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return refuseFile(path);
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== "EEXIST") throw again;
    });
  }
}

async function refuseFile(path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) throw new Error("a part of its path is a file");
}
