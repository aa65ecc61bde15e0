import { readHeader, SeedkitError } from "@seedkit/core";
import { eachAtOnce } from "../manifest/at-once.ts";
import type { Entry } from "../manifest/entry.ts";
import type { HashCache, ProjectFiles } from "../manifest/project-files.ts";
import { sha256 } from "./sha256.ts";

/** The SHA-256 of each local reference of an entry, by path. @throws SeedkitError `invalid_input` */
export async function hashReferences(
  entry: Entry,
  files: ProjectFiles,
  cache?: HashCache,
): Promise<Readonly<Record<string, string>>> {
  const hash = createFileHasher(files, cache);
  const hashes: [string, string][] = [];
  for (const { path } of entry.references) {
    const found = await hash(path, imageProblem);
    if (found === undefined) throw refused(entry, `there is no file ${path}`);
    if (typeof found !== "string") throw refused(entry, `${path} ${found.problem}`);
    hashes.push([path, found]);
  }
  return Object.fromEntries(hashes);
}

function refused(entry: Entry, message: string): SeedkitError {
  return new SeedkitError("invalid_input", `${entry.id}: ${message}`, { charged: "no" });
}

/** A hash, what is wrong with the file, or undefined where there is none. */
export type FileHash = string | { readonly problem: string } | undefined;
export type FileHasher = (
  path: string,
  check?: (bytes: Uint8Array) => string | undefined,
) => Promise<FileHash>;

/** Hashes files, each once, and not at all where the cache knows them by size and time. */
export function createFileHasher(files: ProjectFiles, cache?: HashCache): FileHasher {
  const known = new Map<string, Promise<FileHash>>();
  return (path, check) => {
    const running = known.get(path) ?? hashFile(path, files, cache, check);
    known.set(path, running);
    return running;
  };
}

async function hashFile(
  path: string,
  files: ProjectFiles,
  cache: HashCache | undefined,
  check: ((bytes: Uint8Array) => string | undefined) | undefined,
): Promise<FileHash> {
  const stat = await files.stat(path);
  if (!stat) return undefined;
  // Only what passed its check is in the cache.
  const cached = cache?.get(path, stat);
  if (cached !== undefined) return cached;
  const bytes = await files.read(path);
  if (!bytes) return undefined;
  const problem = check?.(bytes);
  if (problem !== undefined) return { problem };
  const hash = files.sha256?.(bytes) ?? (await sha256(bytes));
  cache?.set(path, stat, hash);
  return hash;
}

/** Why bytes are no reference; undefined where they are one. */
export function imageProblem(bytes: Uint8Array): string | undefined {
  const header = readHeader(bytes);
  if (!header) return "is not an image";
  return header.mediaType === "image/heic" ? "is a HEIC image: export it as JPEG first" : undefined;
}

/** Hashes many files, a bounded number at a time. */
export async function hashAll(
  paths: Iterable<string>,
  hash: FileHasher,
  check?: (bytes: Uint8Array) => string | undefined,
): Promise<Map<string, FileHash>> {
  const hashes = new Map<string, FileHash>();
  await eachAtOnce(paths, 32, async (path) => {
    hashes.set(path, await hash(path, check));
  });
  return hashes;
}
