import { closeSync, fsync, openSync } from "node:fs";
import { promisify } from "node:util";

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

const flushed = promisify(fsync);

async function sync(folder: string): Promise<void> {
  try {
    // At once: it takes microseconds, the way through the threads that wait for the disk many times that.
    const handle = openSync(folder, "r");
    try {
      await flushed(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file is there all the same.
  }
}
