/** What made an image, as it is kept with the node. It never holds the key: every collaborator can read it. */
export type StoredGeneration = {
  readonly version: 1;
  readonly model: string;
  /** The input as it was sent: references are addresses. */
  readonly input: Readonly<Record<string, unknown>>;
};

/** One part of an image on the canvas: all of it, or a tile. px, counted from the image's corner. */
export type Part = {
  readonly hash: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** An image that this file holds already: enough to put it on the canvas again. */
export type Picture = {
  readonly parts: readonly Part[];
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
};

/** What the history keeps of an image. */
export type StoredImage = Picture & {
  /** Shown as the layer's name. */
  readonly name: string;
  readonly generation: StoredGeneration;
};

export function isStoredImage(value: unknown): value is StoredImage {
  return typeof value === "object" && value !== null && "parts" in value && "generation" in value;
}
