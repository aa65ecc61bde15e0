import type { LooseInput } from "@seedkit/core";
import type { Position } from "./problem.ts";

/** The formats a file may have. `original`: what the service sends, as it is. */
export type OutputFormat = "original" | "jpg" | "png" | "webp" | "avif";

/** A reference that is a file of the project. */
export type LocalReference = {
  /** Its place in `image_input`. */
  readonly index: number;
  /** Relative to the manifest's folder, with `/`. */
  readonly path: string;
};

/** One image, or set of images, that the project wants: an entry with defaults and variables filled in. */
export type Entry = {
  /** `hero`; with a matrix one entry a combination: `hero/red/large`. */
  readonly id: string;
  readonly position: Position;
  /** A model's id. */
  readonly model: string;
  /** The fields of the model as they are sent, less those that are local files (see `references`). */
  readonly input: LooseInput;
  readonly references: readonly LocalReference[];
  /** How many separate calls are made for it. */
  readonly count: number;
  /** The most images one call may answer with. */
  readonly imagesPerCall: number;
  readonly outputs: OutputSpec;
  readonly tags: readonly string[];
};

export type OutputSpec = {
  /** Relative to the manifest's folder, with `/`; `{index}` where an entry yields several. Without extension
   * the real type's is added. */
  readonly template: string;
  readonly format: OutputFormat;
  /** 1-100, of formats that lose. */
  readonly quality?: number;
  /** px; an image that is wider is scaled down. */
  readonly maxWidth?: number;
};

/** A manifest that is valid: its entries in the order of the file. */
export type Manifest = {
  readonly version: 1;
  readonly file: string;
  readonly entries: readonly Entry[];
};
