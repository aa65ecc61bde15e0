/** Makes the packet that a file shall hold of the one it holds. Undefined: leave the file as it is. */
export type Rewrite = (existing: string | undefined, maxBytes?: number) => string | undefined;

/** How one file format carries XMP. Neither function changes the bytes it is given, nor throws. */
export type MetadataFormat = {
  /** The packet of a file; undefined where there is none or the file is damaged. */
  readonly read: (bytes: Uint8Array) => string | undefined;
  /** A copy of the file with another packet, or `bytes` itself where that cannot be done safely. */
  readonly write: (bytes: Uint8Array, rewrite: Rewrite) => Uint8Array;
};

/** A part of a file, between two offsets. */
export type Span = { readonly start: number; readonly end: number };

/** The bytes with a part replaced. An empty span inserts. */
export function splice(bytes: Uint8Array, { start, end }: Span, ...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), ...parts, bytes.subarray(end)]);
}

/** A window on the bytes with Node's readers; nothing is copied. */
export function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
