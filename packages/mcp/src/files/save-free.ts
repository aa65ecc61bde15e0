import { extname } from "node:path";
import { saveFile } from "@seedkit/core/node";

/** Writes a file under its name, or the next free one. Returns the path. Nothing is ever overwritten. */
export async function saveFree(wanted: string, bytes: Uint8Array): Promise<string> {
  for (const path of freeNames(wanted)) {
    try {
      await saveFile(path, bytes);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  throw new Error("no free name is left");
}

/** `fox.jpg`, `fox-2.jpg`, `fox-3.jpg` and so on. */
function* freeNames(path: string): Generator<string> {
  yield path;
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let number = 2; number < 100_000; number++) yield `${stem}-${number}${extension}`;
}
