import { open } from "node:fs/promises";

type Flush = { readonly running: Promise<void>; next?: Promise<void> };

const flushes = new Map<string, Flush>();

/**
 * Flushes the names in a folder to the disk: a new name lasts only then. Who asks while a flush is under way shares
 * the next one. Never throws: not every system can.
 */
export function syncFolder(folder: string): Promise<void> {
  const flush = flushes.get(folder);
  // What is under way may have begun before the name was there.
  if (flush) {
    flush.next ??= flush.running.then(() => begin(folder));
    return flush.next;
  }
  return begin(folder);
}

function begin(folder: string): Promise<void> {
  const flush: Flush = {
    running: sync(folder).then(() => {
      if (flushes.get(folder) === flush && !flush.next) flushes.delete(folder);
    }),
  };
  flushes.set(folder, flush);
  return flush.running;
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}
