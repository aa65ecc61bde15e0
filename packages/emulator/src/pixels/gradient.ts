import { type Canvas, type Color, channels } from "./canvas.ts";

/**
 * A slanted gradient. One long row holds all of it and every row of the canvas is a window on it, a few px
 * further along: painting is copying, which is what keeps a picture about as cheap as its encoding.
 */
export type Gradient = { readonly row: Buffer; readonly step: number };

/** From one color at the top left to another at the bottom right of a box; `step` px of slant a row. */
export function createGradient(
  width: number,
  height: number,
  from: Color,
  to: Color,
  step: number,
): Gradient {
  const length = width + height * step;
  const row = Buffer.allocUnsafe(length * channels);
  for (let channel = 0; channel < channels; channel++) {
    const start = (from[channel] ?? 0) + 0.5;
    const change = ((to[channel] ?? 0) - (from[channel] ?? 0)) / length;
    for (let at = 0; at < length; at++) row[at * channels + channel] = start + change * at;
  }
  return { row, step };
}

/** Paints one row of the canvas from `left` up to `right` px. */
export function paintSpan(
  canvas: Canvas,
  { row, step }: Gradient,
  y: number,
  left: number,
  right: number,
): void {
  const from = Math.max(0, left);
  const to = Math.min(canvas.width, right);
  if (y < 0 || y >= canvas.height || from >= to) return;
  const shift = y * step;
  row.copy(
    canvas.data,
    (y * canvas.width + from) * channels,
    (shift + from) * channels,
    (shift + to) * channels,
  );
}

/** The gradient's color at a place, for edges. */
export function colorAt({ row, step }: Gradient, x: number, y: number): Color {
  const at = (y * step + x) * channels;
  return [row[at] ?? 0, row[at + 1] ?? 0, row[at + 2] ?? 0];
}
