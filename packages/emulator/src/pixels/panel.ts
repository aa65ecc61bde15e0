import { type Canvas, channels } from "./canvas.ts";

export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Lays a see-through grey over a box with round corners: glass. `strength` and `grey` from 0 to 1. */
export function paintPanel(canvas: Canvas, box: Box, radius: number, grey: number, strength: number): void {
  const { single, double } = tableOf(grey, strength);
  const { data, width } = canvas;
  const pairs = new Uint16Array(data.buffer, data.byteOffset, data.length >> 1);
  for (let row = 0; row < box.height; row++) {
    const inset = cornerInset(row, box.height, radius);
    const start = ((box.top + row) * width + box.left + inset) * channels;
    const end = start + (box.width - 2 * inset) * channels;
    if (start % 2 === 1) data[start] = single[data[start] ?? 0] ?? 0;
    if (end % 2 === 1) data[end - 1] = single[data[end - 1] ?? 0] ?? 0;
    for (let at = (start + 1) >> 1; at < end >> 1; at++) pairs[at] = double[pairs[at] ?? 0] ?? 0;
  }
}

type Table = { readonly single: Uint8Array; readonly double: Uint16Array };
const tables = new Map<string, Table>();

/** What becomes of each value, and of two at a time: the loop over them is most of what a caption costs. */
function tableOf(grey: number, strength: number): Table {
  const name = `${grey} ${strength}`;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const single = Uint8Array.from({ length: 256 }, (_, under) =>
    Math.round(under + (grey * 255 - under) * strength),
  );
  const double = Uint16Array.from(
    { length: 65_536 },
    (_, pair) => ((single[pair >> 8] ?? 0) << 8) | (single[pair & 255] ?? 0),
  );
  tables.set(name, { single, double });
  return { single, double };
}

/** Copies a picture into a box with round corners. */
export function paintPicture(canvas: Canvas, pixels: Buffer, box: Box, radius: number): void {
  for (let row = 0; row < box.height; row++) {
    const inset = cornerInset(row, box.height, radius);
    const from = (row * box.width + inset) * channels;
    const to = (row * box.width + box.width - inset) * channels;
    pixels.copy(canvas.data, ((box.top + row) * canvas.width + box.left + inset) * channels, from, to);
  }
}

/** How far a round corner moves the ends of a row inwards, in px. */
function cornerInset(row: number, height: number, radius: number): number {
  const fromEdge = Math.min(row, height - 1 - row) + 0.5;
  if (fromEdge >= radius) return 0;
  return Math.round(radius - Math.sqrt(radius * radius - (radius - fromEdge) ** 2));
}
