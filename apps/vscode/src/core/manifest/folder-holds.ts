import type { CallBook } from "@seedkit/batch/run-lock";

/** Somebody else who works in a project folder. */
export type FolderHolder = {
  readonly pid: number;
  /** The name of its machine. */
  readonly host: string;
  /** It is this machine. */
  readonly isHere: boolean;
  /** Milliseconds since 1970; undefined where nobody knows. */
  readonly since?: number;
};

/** A folder that nobody else pays for entries in, until it is released. */
export type Hold = {
  release(): Promise<void>;
  /** Where calls are written down for whoever works there next. */
  readonly book?: CallBook;
};

/** Takes a folder for this process, or says who has it. @throws SeedkitError where it cannot be written */
export type TakeFolder = (folder: string) => Promise<Hold | { readonly holder: FolderHolder }>;

export type FolderHolds = {
  /** `isFirst`: nothing else of this window held it, so others may have worked there until now. */
  hold(folder: string): Promise<(Hold & { readonly isFirst: boolean }) | { readonly holder: FolderHolder }>;
  /** The window closes: all is released, and nothing taken any more. */
  close(): Promise<void>;
};

type Folder = { users: number; taken?: Hold | undefined; last: Promise<unknown> };

/** Takes a folder once for all that this window makes in it, and gives it back after the last of them. */
export function createFolderHolds(take: TakeFolder): FolderHolds {
  const folders = new Map<string, Folder>();
  let closed = false;
  const folderOf = (name: string): Folder => {
    const folder = folders.get(name) ?? { users: 0, last: Promise.resolve() };
    folders.set(name, folder);
    return folder;
  };
  // One step after the other: it is not taken while it is being given back.
  const inTurn = <T>(folder: Folder, step: () => Promise<T>): Promise<T> => {
    const mine = folder.last.then(step);
    folder.last = mine.catch(() => {});
    return mine;
  };
  const giveBack = async (folder: Folder) => {
    const { taken } = folder;
    folder.taken = undefined;
    folder.users = 0;
    await taken?.release();
  };

  return {
    hold(name) {
      const folder = folderOf(name);
      return inTurn(folder, async () => {
        if (closed) throw new Error("the window closes");
        const isFirst = folder.taken === undefined;
        if (isFirst) {
          const taken = await take(name);
          if ("holder" in taken) return taken;
          folder.taken = taken;
        }
        folder.users += 1;
        let released = false;
        const release = () =>
          inTurn(folder, async () => {
            if (released || closed) return;
            released = true;
            folder.users -= 1;
            if (folder.users === 0) await giveBack(folder);
          });
        return { isFirst, release, ...(folder.taken?.book && { book: folder.taken.book }) };
      });
    },
    async close() {
      closed = true;
      await Promise.all([...folders.values()].map((folder) => inTurn(folder, () => giveBack(folder))));
    },
  };
}
