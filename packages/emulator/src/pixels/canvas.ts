/** Raw RGB pixels that are drawn into, row after row. */
export type Canvas = { readonly width: number; readonly height: number; readonly data: Buffer };

/** Red, green, blue, each 0-255. */
export type Color = readonly [red: number, green: number, blue: number];

export const channels = 3;

// Fresh pages cost as much as drawing into them, so one canvas of each of the last sizes waits to be used again.
const mostSpareBytes = 64 * 1024 * 1024;
const spare = new Map<number, Buffer>();

export function takeCanvas(width: number, height: number): Canvas {
  const length = width * height * channels;
  const data = spare.get(length) ?? Buffer.allocUnsafeSlow(length);
  spare.delete(length);
  return { width, height, data };
}

export function giveBack({ data }: Canvas): void {
  spare.set(data.length, data);
  let total = [...spare.values()].reduce((sum, buffer) => sum + buffer.length, 0);
  for (const [length] of spare) {
    if (total <= mostSpareBytes) break;
    spare.delete(length);
    total -= length;
  }
}

/** Lays a color over one pixel; `coverage` from 0 to 1. */
export function blend(
  { data, width, height }: Canvas,
  x: number,
  y: number,
  color: Color,
  coverage: number,
): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = (y * width + x) * channels;
  for (let channel = 0; channel < channels; channel++) {
    const under = data[at + channel] ?? 0;
    data[at + channel] = under + ((color[channel] ?? 0) - under) * coverage;
  }
}

export function mix(a: Color, b: Color, share: number): Color {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function hex(text: string): Color {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
