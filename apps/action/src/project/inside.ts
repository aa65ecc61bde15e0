import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * Where a path given in the workflow really lies. @throws RangeError where that is outside the workspace, also
 * through a link: what a pull request commits is data, and may be a link to anywhere
 */
export async function insideWorkspace(workspace: string, path: string): Promise<string> {
  const home = await realpath(workspace);
  const real = await realPath(resolve(home, path));
  const way = relative(home, real);
  if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new RangeError(`${path} lies outside the workspace`);
  }
  return real;
}

/** A path as outputs and annotations name it: from the workspace, with `/`. */
export function fromWorkspace(workspace: string, path: string): string {
  return relative(workspace, path).split(sep).join("/") || ".";
}

/** The path with links followed as far as it exists. A link that leads nowhere leads outside, for all we know. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" || dirname(path) === path || (await isLink(path))) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}

function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}
