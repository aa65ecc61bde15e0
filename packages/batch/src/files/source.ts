import { type FileHandle, open } from "node:fs/promises";
import { type GeneratedImage, type ImageHeader, readHeader } from "@seedkit/core";
import type { Reader } from "../metadata/index.ts";

/** Where the bytes of an image are. */
export type Source = { readonly bytes: Uint8Array } | { readonly path: string };

/** An image that is to be saved: in memory, or, with its hash, in a file. */
export type Savable = ImageHeader &
  Pick<GeneratedImage, "url"> &
  (
    | { readonly bytes: Uint8Array; readonly sha256?: string }
    | { readonly path: string; readonly sha256: string }
  );

/** Opens a source for as long as the work takes. @throws Error where it cannot be read */
export async function withReader<T>(source: Source, work: (reader: Reader) => Promise<T>): Promise<T> {
  if ("bytes" in source) return work(readerOf(source.bytes));
  const file = await open(source.path);
  try {
    const { size } = await file.stat();
    return await work({ size, read: (buffer, start) => readFully(file, buffer, start) });
  } finally {
    await file.close();
  }
}

function readerOf(bytes: Uint8Array): Reader {
  return {
    size: bytes.length,
    async read(buffer, start) {
      const part = bytes.subarray(start, start + buffer.length);
      buffer.set(part);
      return part.length;
    },
  };
}

async function readFully(file: FileHandle, buffer: Uint8Array, start: number): Promise<number> {
  for (let length = 0; ; ) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, start + length);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) return length;
  }
}

const pieceBytes = 262_144;

/** The bytes of a file, piece by piece. Each is good until the next. */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array, void, void> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, pieceBytes, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

// A JPEG may hold much before the frame that tells its px.
const heads = [65_536, 4 * 1024 * 1024];

/** What the first bytes of a file say; undefined where it is no image. @throws Error where it cannot be read */
export function readHeaderOf(source: Source): Promise<ImageHeader | undefined> {
  return withReader(source, async (reader) => {
    let header: ImageHeader | undefined;
    for (const length of heads) {
      const head = Buffer.allocUnsafe(Math.min(length, reader.size));
      header = readHeader(head.subarray(0, await reader.read(head, 0)));
      if (!header || header.width > 0 || head.length === reader.size) return header;
    }
    return header;
  });
}
