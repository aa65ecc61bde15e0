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
export type ListedFiles = ProjectFiles & { readonly folders: ReadonlySet<string> };

type Listing = { readonly names: ReadonlySet<string>; readonly folded: ReadonlySet<string> };

/** Files over few calls: what a folder does not list is not asked for, and what is asked at once goes together. */
export function createListedFiles(raw: RawFiles): ListedFiles {
  const listings = new Map<string, Promise<Listing | undefined>>();
  const stat = inBatches(raw.stats);
  const list = (folder: string) => {
    const listing = listings.get(folder) ?? raw.list(folder).then((names) => names && listingOf(names));
    listings.set(folder, listing);
    return listing;
  };
  return {
    get folders() {
      return new Set(listings.keys());
    },
    read: raw.read,
    isInside: raw.isInside,
    async stat(path) {
      const slash = path.lastIndexOf("/");
      const listing = await list(slash < 0 ? "" : path.slice(0, slash));
      const name = path.slice(slash + 1);
      // On many systems a name has no case, nor one form of its accents.
      const mayBeThere = !listing || listing.names.has(name) || listing.folded.has(fold(name));
      return mayBeThere ? stat(path) : undefined;
    },
  };
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
