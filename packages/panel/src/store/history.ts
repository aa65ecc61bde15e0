import type { Cell } from "./cell.ts";
import type { HistoryEntry } from "./state.ts";

const mostEntries = 100;

export type History = {
  load(): Promise<void>;
  /** Reads the thumbnails, once: they are needed only where the history is looked at. */
  loadThumbs(): Promise<void>;
  add(entry: HistoryEntry, thumb: Uint8Array | undefined): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
};

const thumbName = (id: string) => `thumb:${id}`;

/** The newest 100 images, with thumbnails in entries of their own so that one more never rewrites all. */
export function createHistory(cell: Cell): History {
  const { storage } = cell.host;
  let last: Promise<unknown> = Promise.resolve();

  /** Writes; where the storage is full, the oldest thumbnails go first. The newest image keeps its own. */
  const roomy = async (name: string, value: unknown) => {
    const [, ...older] = cell.get().history;
    for (;;) {
      try {
        return await storage.set(name, value);
      } catch (error) {
        const oldest = older.pop();
        if (oldest === undefined) throw error;
        await storage.delete(thumbName(oldest.id));
      }
    }
  };

  const save = (drop: readonly string[]) => {
    const done = last.then(async () => {
      for (const id of drop) await storage.delete(thumbName(id));
      await roomy("history", cell.get().history);
    });
    last = done.catch(() => {});
    return done;
  };

  let reading: Promise<void> | undefined;
  const readThumbs = async () => {
    const { history } = cell.get();
    const thumbs = await Promise.all(history.map(({ id }) => storage.get(thumbName(id))));
    const found = history.flatMap(({ id }, index): [string, Uint8Array][] => {
      const thumb = thumbs[index];
      return thumb instanceof Uint8Array ? [[id, thumb]] : [];
    });
    cell.set({ thumbs: { ...Object.fromEntries(found), ...cell.get().thumbs } });
  };

  let loading: Promise<void> | undefined;
  const read = async () => {
    const value = await storage.get("history");
    const stored: readonly HistoryEntry[] = Array.isArray(value) ? value : [];
    // An image may be here sooner than the list.
    const { history } = cell.get();
    const here = new Set(history.map(({ id }) => id));
    cell.set({ history: [...history, ...stored.filter(({ id }) => !here.has(id))] });
  };
  const load = () => {
    loading ??= read().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const cut = (list: readonly HistoryEntry[], ids: readonly string[]) => {
    const { thumbs } = cell.get();
    const kept = Object.fromEntries(Object.entries(thumbs).filter(([id]) => !ids.includes(id)));
    cell.set({ history: list.filter(({ id }) => !ids.includes(id)), thumbs: kept });
  };

  return {
    load,
    async loadThumbs() {
      await load();
      reading ??= readThumbs();
      await reading;
    },
    async add(entry, thumb) {
      await load().catch(() => {});
      const { history, thumbs } = cell.get();
      // A recovered image may have been recorded before the page was closed.
      const list = [entry, ...history.filter(({ id }) => id !== entry.id)];
      cell.set({ thumbs: thumb ? { ...thumbs, [entry.id]: thumb } : thumbs });
      const dropped = list.slice(mostEntries).map(({ id }) => id);
      cut(list, dropped);
      if (thumb) {
        // A full storage loses thumbnails, never entries.
        await roomy(thumbName(entry.id), thumb).catch(() => {});
      }
      await save(dropped);
    },
    async remove(ids) {
      cut(cell.get().history, ids);
      await save(ids);
    },
  };
}
