import { access, constants, lstat, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { SeedkitError } from "../errors.ts";

/**
 * Checks that files can be written to a folder, or that it can be made: money is only spent when its result
 * has a place. Writes nothing. @throws SeedkitError `invalid_input`
 */
export async function checkWritable(folder: string): Promise<void> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw refuse(
        folder,
        error.code === "ENOTDIR" ? `a part of it is a file` : (error.code ?? error.message),
        error,
      );
    });
    if (!found) {
      if (await lstat(at).catch(() => undefined)) throw refuse(folder, `${at} is a link that leads nowhere`);
      if (dirname(at) === at) throw refuse(folder, "it does not exist");
      continue;
    }
    if (!found.isDirectory()) throw refuse(folder, `${at} is a file`);
    await access(at, constants.W_OK | constants.X_OK).catch((error: NodeJS.ErrnoException) => {
      throw refuse(
        folder,
        error.code === "EROFS" ? "the file system is read-only" : `${at} cannot be written`,
        error,
      );
    });
    return;
  }
}

function refuse(folder: string, why: string, cause?: unknown): SeedkitError {
  const message = `Cannot write to ${folder}: ${why}`;
  return new SeedkitError("invalid_input", message, {
    charged: "no",
    issues: [{ path: "output", message }],
    hint: "Nothing was sent. Choose a folder that you can write to.",
    cause,
  });
}
