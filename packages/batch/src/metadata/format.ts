import { joined } from "./bytes.ts";
import type { Look } from "./look.ts";

/** Makes the packet that a file shall hold of the one it holds. Undefined: leave the file as it is. */
export type Rewrite = (existing: string | undefined, maxBytes?: number) => string | undefined;

/** How one file format carries XMP. Neither function throws. */
export type MetadataFormat = {
  /** The packet of a file of so many bytes; undefined where there is none or the file is damaged. */
  readonly read: (size: number) => Look<string | undefined>;
  /** What makes a copy with another packet of a file; nothing where that cannot be done safely. */
  readonly write: (size: number, rewrite: Rewrite) => Look<readonly Edit[]>;
};

/** A part of a file, between two offsets. */
export type Span = { readonly start: number; readonly end: number };

/** Puts other bytes in place of a part of a file. An empty span inserts. */
export type Edit = Span & { readonly parts: readonly Uint8Array[] };

/** What a file consists of once it is edited: spans of the old one, and new bytes. Edits come in order. */
export function* editedParts(size: number, edits: readonly Edit[]): Generator<Span | Uint8Array> {
  let at = 0;
  for (const { start, end, parts } of edits) {
    if (start > at) yield { start: at, end: start };
    yield* parts;
    at = end;
  }
  if (size > at) yield { start: at, end: size };
}

/** The bytes as edited: the very same where nothing is. */
export function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  if (edits.length === 0) return bytes;
  const parts = editedParts(bytes.length, edits);
  return joined(Array.from(parts, (part) => ("start" in part ? bytes.subarray(part.start, part.end) : part)));
}
