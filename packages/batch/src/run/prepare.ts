import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { listModels, SeedkitError } from "@seedkit/core";
import { cannotRead } from "../ledger/ledger-error.ts";
import { emptyLock } from "../lock/format-lock.ts";
import type { Lock } from "../lock/lock.ts";
import { parseLock } from "../lock/parse-lock.ts";
import type { Manifest } from "../manifest/entry.ts";
import { formatProblem, type Problem } from "../manifest/problem.ts";
import type { ProjectFiles } from "../manifest/project-files.ts";
import { readManifest } from "../manifest/read-manifest.ts";
import { lockPathOf } from "../state-folder.ts";
import type { RunOptions } from "./options.ts";

/** A manifest that cannot be run, with everything that is wrong with it. Nothing was sent. */
export type ManifestError = SeedkitError & { readonly problems: readonly Problem[] };

/** @throws ManifestError, SeedkitError `invalid_input` */
export async function loadManifest(
  options: Pick<RunOptions, "manifest" | "text" | "format" | "models">,
  files: ProjectFiles,
): Promise<Manifest> {
  const file = options.manifest;
  const text = options.text ?? (await readText(file));
  const { format, models = listModels() } = options;
  const { manifest, problems } = await readManifest({ file, text, ...(format && { format }) }, files, {
    models,
  });
  if (!manifest) throw manifestError(basename(file), problems);
  return manifest;
}

function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: unknown) => {
    throw cannotRead(file, error);
  });
}

export function manifestError(file: string, problems: readonly Problem[]): ManifestError {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : "";
  const message = first ? `${formatProblem(first)}${more}` : `${file} cannot be run`;
  const issues = errors.map(({ path, message, allowed, nearest }) => ({
    path,
    message,
    ...(allowed !== undefined && { allowed }),
    ...(nearest !== undefined && { nearest }),
  }));
  const error = new SeedkitError("invalid_input", message, {
    charged: "no",
    issues,
    hint: "Nothing was sent.",
  });
  return Object.assign(error, { problems });
}

/** The lock of a project; an empty one where there is none yet. @throws SeedkitError `invalid_input` */
export async function loadLock(folder: string): Promise<Lock> {
  const path = lockPathOf(folder);
  try {
    return parseLock(await readFile(path, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return emptyLock();
    if (code === "invalid_input") throw error;
    throw cannotRead(path, error);
  }
}
