import type { LooseInput } from "@seedkit/core";

/** One file an entry was made into. */
export type LockedFile = {
  /** Relative to the lock's folder, with `/`. */
  readonly path: string;
  /** Of the file as it lies there: 64 hex digits. */
  readonly sha256: string;
  /** px */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly bytes: number;
  /** The image as the service sent it, before it was converted or given metadata. */
  readonly original: { readonly sha256: string; readonly mediaType: string };
};

/** What an entry was made from: enough to tell whether, and in which field, the manifest has changed since. */
export type LockedImage = {
  /** See `entryKey`. */
  readonly key: string;
  readonly model: string;
  /** The fields that differ from the model's defaults. */
  readonly input: LooseInput;
  /** SHA-256 of each local reference, by path. */
  readonly references: Readonly<Record<string, string>>;
  /** How a file was made of each image: changing it costs nothing where the original is still there. */
  readonly output: { readonly format: string; readonly quality?: number; readonly maxWidth?: number };
  /** In the order of their index; a call that is still missing leaves a gap. */
  readonly calls: readonly LockedCall[];
  /** Files of earlier calls that still lie there: they may be written over, or removed. */
  readonly replaced?: readonly LockedFile[];
};

/** One paid call of an entry. */
export type LockedCall = {
  /** From 0. */
  readonly index: number;
  readonly files: readonly LockedFile[];
  /** Micro-dollars beside the text. */
  readonly cost: { readonly micros: number; readonly formatted: string };
  /** Drawn by the emulator: a real run makes it again. */
  readonly emulated?: true;
};

/** `seedkit.lock`: committed, sorted by id, the same bytes whoever wrote it. */
export type Lock = {
  readonly version: 1;
  /** The rules by which keys are made; see `keyVersion`. */
  readonly keyVersion: number;
  readonly images: Readonly<Record<string, LockedImage>>;
};
