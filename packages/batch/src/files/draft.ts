import { createHash } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { type Edit, editedParts, type Reader } from "../metadata/index.ts";
import { type Source, withReader } from "./source.ts";

/** A whole file, flushed to the disk, that has yet to be moved into its place. */
export type Draft = {
  readonly path: string;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
};

// What of an image is in memory at a time.
const pieceBytes = 262_144;

/**
 * Copies a source into a new file, edited on the way, and hashed. Leaves nothing behind where that fails.
 * @throws Error saying why
 */
export async function writeDraft(
  path: string,
  source: Source,
  editsOf: (reader: Reader) => Promise<readonly Edit[]> = async () => [],
): Promise<Draft> {
  const file = await open(path, "wx");
  try {
    try {
      const copied = await withReader(source, async (reader) => copy(file, reader, await editsOf(reader)));
      await file.sync();
      return { path, ...copied };
    } finally {
      await file.close();
    }
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  }
}

async function copy(
  file: FileHandle,
  reader: Reader,
  edits: readonly Edit[],
): Promise<Pick<Draft, "sha256" | "size">> {
  const parts = Array.from(editedParts(reader.size, edits));
  const size = parts.reduce((sum, part) => sum + lengthOf(part), 0);
  const buffer = Buffer.allocUnsafe(Math.min(size, pieceBytes));
  const hash = createHash("sha256");
  let filled = 0;
  const flush = async () => {
    const piece = buffer.subarray(0, filled);
    hash.update(piece);
    await file.writeFile(piece);
    filled = 0;
  };
  for (const part of parts) {
    for (let done = 0; done < lengthOf(part); ) {
      const room = buffer.subarray(filled, filled + lengthOf(part) - done);
      if ("start" in part) {
        if ((await reader.read(room, part.start + done)) < room.length) throw new Error("it became shorter");
      } else room.set(part.subarray(done, done + room.length));
      done += room.length;
      filled += room.length;
      if (filled === buffer.length) await flush();
    }
  }
  if (filled > 0) await flush();
  return { sha256: hash.digest("hex"), size };
}

const lengthOf = (part: Uint8Array | { readonly start: number; readonly end: number }): number =>
  "start" in part ? part.end - part.start : part.length;
