import { stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { makeStateFolder, openCallBook, runningProcess, takeRunLock } from "@seedkit/batch/run-lock";
import type { TakeFolder } from "../../core/manifest/folder-holds.ts";

// Whoever holds it may go between the refusal and the question who it is.
const attempts = 5;

/** Takes a project folder with the lock file that `seedkit batch run` takes it with. */
export const takeFolder: TakeFolder = async (folder) => {
  await makeStateFolder(folder);
  for (let attempt = 1; ; attempt++) {
    try {
      const lock = await takeRunLock(folder);
      const book = openCallBook(folder);
      return { book, release: () => book.close().finally(() => lock.release()) };
    } catch (error) {
      const running = await runningProcess(folder);
      if (running) return { holder: await holderOf(folder, running) };
      if (attempt === attempts) throw error;
    }
  }
};

async function holderOf(folder: string, { pid, host }: { readonly pid: number; readonly host: string }) {
  const since = await stat(join(folder, ".seedkit", "run.lock")).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  return { pid, host, isHere: host === hostname(), ...(since !== undefined && { since }) };
}
