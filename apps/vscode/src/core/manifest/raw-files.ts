import type { FileStat, ProjectFiles } from "@seedkit/batch/manifest";

/** A project's files as an editor gives them, in few calls: each may cross a thread or a network. */
export type RawFiles = {
  /** The names in a folder; undefined where there is none, or where they cannot be listed. */
  list(folder: string): Promise<readonly string[] | undefined>;
  stats(paths: readonly string[]): Promise<readonly (FileStat | undefined)[]>;
  read(path: string): Promise<Uint8Array | undefined>;
  isInside(path: string): Promise<boolean>;
};

/** The files of a project for one reading, and the folders that it looked into. */
export type ListedFiles = ProjectFiles & {
  readonly folders: ReadonlySet<string>;
  /** Asks for the names in a folder before anybody needs them. */
  lookInto(folder: string): void;
};

type Listing = { readonly names: ReadonlySet<string>; readonly folded: ReadonlySet<string> };

const nothing: Promise<FileStat | undefined> = Promise.resolve(undefined);

/**
 * Files over few calls: what a folder does not list is not asked for, and what is asked at once goes together.
 * `sha256`: where the platform has one that answers at once.
 */
export function createListedFiles(raw: RawFiles, sha256?: ProjectFiles["sha256"]): ListedFiles {
  const listings = new Map<string, Promise<Listing | undefined>>();
  const known = new Map<string, Listing>();
  const ask = inBatches(raw.stats);
  const list = async (folder: string) => {
    const listing = await raw.list(folder).then((names) => names && listingOf(names));
    if (listing) known.set(folder, listing);
    return listing;
  };
  const listed = (folder: string) => {
    const listing = listings.get(folder) ?? list(folder);
    listings.set(folder, listing);
    return listing;
  };
  const look = async (folder: string, path: string) => {
    const found = await listed(folder);
    return found && !mayHave(found, path) ? undefined : ask(path);
  };
  return {
    get folders() {
      return new Set(listings.keys());
    },
    // What goes wrong is told to whoever needs it.
    lookInto: (folder) => void listed(folder).catch(() => undefined),
    read: raw.read,
    isInside: raw.isInside,
    ...(sha256 && { sha256 }),
    // Asked for tens of thousands of names: most are in no folder, and that is known at once.
    stat(path) {
      const folder = folderOf(path);
      const listing = known.get(folder);
      if (!listing) return look(folder, path);
      return mayHave(listing, path) ? ask(path) : nothing;
    },
  };
}

/** The folder of a path; empty for the project's own. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

function mayHave({ names, folded }: Listing, path: string): boolean {
  if (names.size === 0) return false;
  const name = path.slice(path.lastIndexOf("/") + 1);
  // On many systems a name has no case, nor one form of its accents.
  return names.has(name) || folded.has(fold(name));
}

const fold = (name: string) => name.normalize("NFC").toLowerCase();

function listingOf(names: readonly string[]): Listing {
  return { names: new Set(names), folded: new Set(names.map(fold)) };
}

function inBatches(ask: RawFiles["stats"]): (path: string) => Promise<FileStat | undefined> {
  let paths: string[] = [];
  let answers: Promise<readonly (FileStat | undefined)[]> | undefined;
  return async (path) => {
    const at = paths.push(path) - 1;
    answers ??= Promise.resolve().then(() => {
      const asked = paths;
      paths = [];
      answers = undefined;
      return ask(asked);
    });
    return (await answers)[at];
  };
}
