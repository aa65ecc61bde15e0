import { createFileHasher, type FileHash, hashAll } from "../key/reference-hashes.ts";
import type { LockedCall, LockedFile } from "../lock/lock.ts";
import type { Entry } from "../manifest/entry.ts";
import { outputPath } from "../manifest/output.ts";
import type { HashCache, ProjectFiles } from "../manifest/project-files.ts";

/** How a file of the lock lies on the disk. */
export type DiskState = "there" | "missing" | "edited";

export function diskState(file: LockedFile, hashes: ReadonlyMap<string, FileHash>): DiskState {
  const hash = hashes.get(file.path);
  if (hash === undefined) return "missing";
  return hash === file.sha256 ? "there" : "edited";
}

/** The hashes of files of the lock, as they lie there. */
export function hashLocked(
  paths: Iterable<string>,
  files: ProjectFiles,
  cache: HashCache | undefined,
): Promise<Map<string, FileHash>> {
  return hashAll(paths, createFileHasher(files, cache));
}

/** Where each file of a call should lie by the manifest as it is now. */
export function expectedPaths(entry: Entry, call: LockedCall): readonly string[] {
  return call.files.map((file, image) => outputPath(entry, call.index, image, extensionOf(file)));
}

/** The extension of a file in the lock, without a dot. */
function extensionOf({ path }: LockedFile): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** The extension, without a dot, of what the service sends. */
export function extensionOfType(mediaType: string): string {
  return mediaType === "image/jpeg" ? "jpg" : mediaType.replace(/^image\//, "");
}

/** Where the original of a file is kept, as long as nobody tidies up. */
export function originalPath({ original }: Pick<LockedFile, "original">): string {
  return `.seedkit/originals/${original.sha256}.${extensionOfType(original.mediaType)}`;
}
