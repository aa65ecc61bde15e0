/** The longest side that `figma.createImage` takes, in px. */
export const largestSide = 4096;

export type Tile = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Cuts a box into as few tiles as possible, none over 4096 px a side, all at whole px. */
export function tilesOf(width: number, height: number): readonly Tile[] {
  return spans(height).flatMap(([y, tall]) =>
    spans(width).map(([x, wide]) => ({ x, y, width: wide, height: tall })),
  );
}

function spans(length: number): readonly (readonly [start: number, length: number])[] {
  const count = Math.ceil(length / largestSide);
  const at = (index: number) => Math.round((length * index) / count);
  return Array.from({ length: count }, (_, index) => [at(index), at(index + 1) - at(index)] as const);
}

/** The largest size of this shape that Figma takes. */
export function fitting(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, largestSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
