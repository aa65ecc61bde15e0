import { blend, type Canvas } from "./canvas.ts";
import { colorAt, type Gradient, paintSpan } from "./gradient.ts";

/** A disc with smooth edges. */
export function paintDisc(
  canvas: Canvas,
  fill: Gradient,
  centerX: number,
  centerY: number,
  radius: number,
): void {
  const top = Math.max(0, Math.floor(centerY - radius));
  const bottom = Math.min(canvas.height - 1, Math.ceil(centerY + radius));
  for (let y = top; y <= bottom; y++) {
    const half = Math.sqrt(Math.max(0, radius * radius - (y + 0.5 - centerY) ** 2));
    if (half === 0) continue;
    const [left, right] = [centerX - half, centerX + half];
    paintSpan(canvas, fill, y, Math.ceil(left), Math.floor(right));
    for (const x of [Math.ceil(left) - 1, Math.floor(right)]) {
      if (x < 0 || x >= canvas.width) continue;
      const covered = x < centerX ? Math.ceil(left) - left : right - Math.floor(right);
      blend(canvas, x, y, colorAt(fill, x, y), covered);
    }
  }
}

/** Everything under a line, given as a height for each column, down to a floor in px; the crest is smooth. */
export function paintUnder(canvas: Canvas, fill: Gradient, crest: Float64Array, floor: number): void {
  const { width } = canvas;
  const height = Math.min(canvas.height, floor);
  const firstRow = (x: number) => Math.min(height, Math.max(0, Math.ceil(crest[x] ?? height)));
  // Where the run that is open in each row began; -1: none is.
  const openAt = new Int32Array(height).fill(-1);
  let filledFrom = height;
  for (let x = 0; x < width; x++) {
    const from = firstRow(x);
    for (let y = from; y < filledFrom; y++) openAt[y] = x;
    for (let y = filledFrom; y < from; y++) {
      paintSpan(canvas, fill, y, openAt[y] ?? 0, x);
      openAt[y] = -1;
    }
    filledFrom = from;
  }
  for (let y = filledFrom; y < height; y++) paintSpan(canvas, fill, y, openAt[y] ?? 0, width);
  for (let x = 0; x < width; x++) {
    const y = firstRow(x) - 1;
    if (y >= 0) blend(canvas, x, y, colorAt(fill, x, y), y + 1 - (crest[x] ?? height));
  }
}
