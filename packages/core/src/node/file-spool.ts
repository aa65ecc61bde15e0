import { createHash } from "node:crypto";
import { type FileHandle, open, readFile, unlink } from "node:fs/promises";
import type { Spool } from "../client-options.ts";
import { type ImageHeader, readHeader } from "../size/header.ts";

/** An image that a file spool took: in a temporary file, which is the caller's to move or remove, or in memory. */
export type SpooledImage = ImageHeader & {
  /** 64 hex digits. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
} & ({ readonly path: string } | { readonly bytes: Uint8Array });

export type FileSpoolOptions = {
  /** Names a file that does not exist yet, in a folder that does. Asked once for each image. */
  readonly place: () => Promise<string>;
  /** Images up to so many bytes stay in memory: a file would cost more than it saves. @default 262_144 */
  readonly memoryBytes?: number;
};

// A JPEG may hold that much before its frame, and so its px.
const longestHead = 4 * 1024 * 1024;
const pieceBytes = 262_144;

/**
 * Takes images from the network into temporary files, hashed on the way: whatever their size, no more than a few
 * hundred kilobytes of one are in memory. What cannot be written stays in memory: a full disk costs no paid
 * image. The files are not flushed to the disk yet.
 */
export function createFileSpool({ place, memoryBytes = pieceBytes }: FileSpoolOptions): Spool<SpooledImage> {
  return async (pieces) => {
    let held: Uint8Array[] = [];
    let length = 0;
    let limit = memoryBytes;
    let file: ImageFile | undefined;
    const hold = (piece: Uint8Array) => {
      held.push(piece);
      length += piece.length;
    };
    const write = async (image: ImageFile) => {
      const pending = held;
      held = [];
      length = 0;
      if (await image.write(pending)) return;
      file = undefined;
      limit = Number.POSITIVE_INFINITY;
      for (const piece of [await image.takeBack(), ...pending]) hold(piece);
    };
    try {
      for await (const piece of pieces) {
        hold(piece);
        if (length <= limit) continue;
        if (file) await write(file);
        else {
          const head = joined(held);
          held = [head];
          const header = readHeader(head);
          if (header && header.width === 0 && length < longestHead) {
            limit = length * 4;
            continue;
          }
          file = header && (await createImageFile(header, place));
          limit = file ? pieceBytes : Number.POSITIVE_INFINITY;
          if (file) await write(file);
        }
      }
      if (file && length > 0) await write(file);
      if (file) return await file.end();
    } catch (error) {
      await file?.remove();
      throw error;
    }
    const bytes = joined(held);
    const header = readHeader(bytes);
    if (!header) return bytes;
    return { ...header, bytes, sha256: createHash("sha256").update(bytes).digest("hex"), size: length };
  };
}

type ImageFile = {
  /** False where they could not be written. */
  write(pieces: readonly Uint8Array[]): Promise<boolean>;
  end(): Promise<SpooledImage>;
  /** What was written before, for the memory; the file is removed. */
  takeBack(): Promise<Uint8Array>;
  remove(): Promise<void>;
};

/** Undefined where it cannot be made. */
async function createImageFile(
  header: ImageHeader,
  place: () => Promise<string>,
): Promise<ImageFile | undefined> {
  let path: string;
  let handle: FileHandle;
  try {
    path = await place();
    handle = await open(path, "wx");
  } catch {
    return undefined;
  }
  const hash = createHash("sha256");
  let size = 0;
  const remove = async () => {
    await handle.close().catch(() => {});
    await unlink(path).catch(() => {});
  };
  return {
    async write(pieces) {
      try {
        const sum = pieces.reduce((total, { length }) => total + length, 0);
        for (let rest = [...pieces], left = sum; left > 0; ) {
          const { bytesWritten } = await handle.writev(rest, size + sum - left);
          left -= bytesWritten;
          rest = behind(rest, bytesWritten);
        }
        for (const piece of pieces) hash.update(piece);
        size += sum;
        return true;
      } catch {
        return false;
      }
    },
    async end() {
      await handle.close();
      return { ...header, path, sha256: hash.digest("hex"), size };
    },
    async takeBack() {
      const written = (await readFile(path)).subarray(0, size);
      await remove();
      return written;
    },
    remove,
  };
}

/** What is left of pieces behind so many bytes. */
function behind(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes;
  return pieces.flatMap((piece) => {
    const rest = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - rest.length;
    return rest.length > 0 ? [rest] : [];
  });
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const { buffer, byteOffset, byteLength } = Buffer.concat(pieces);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
