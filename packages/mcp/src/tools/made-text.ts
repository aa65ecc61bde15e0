import type { Money } from "@seedkit/core";

/** An image that was made and saved. */
export type MadeImage = {
  /** Absolute. */
  readonly path: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  readonly mediaType: string;
  readonly bytes: number;
};

export type Made = {
  readonly images: readonly MadeImage[];
  readonly model: string;
  readonly price: Money;
  /** What the user's cap leaves for this session. */
  readonly sessionLeft?: Money | undefined;
  readonly notes: readonly string[];
  /** Nothing was paid: the emulator drew it. */
  readonly emulated?: boolean | undefined;
};

/** Tells a model what was made: where it lies, how large it truly is, and what it cost. */
export function madeText({ images, model, price, sessionLeft, notes, emulated }: Made): string {
  const cost = emulated
    ? `It is a test image of the emulator: nothing was paid (the service would have charged ${price.formatted}).`
    : `It cost ${price.formatted}.`;
  return [
    ...images.map(({ path, width, height }) => `Saved ${path} (${width}x${height} px).`),
    `Made with ${model}. ${cost}${sessionLeft ? ` ${sessionLeft.formatted} of the session's cap is left.` : ""}`,
    ...notes,
  ].join("\n");
}
