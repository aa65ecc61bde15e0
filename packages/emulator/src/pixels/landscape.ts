import { setImmediate } from "node:timers/promises";
import { type Canvas, mix } from "./canvas.ts";
import { createGradient, paintSpan } from "./gradient.ts";
import { palettes } from "./palettes.ts";
import { paintDisc, paintUnder } from "./shapes.ts";

const layers = 5;
const stride = 4;

/**
 * Paints a sky, a sun and hills, all of them decided by the stream of random numbers; layer by layer, so that
 * a large picture never keeps Ctrl-C or another request waiting.
 */
export async function paintLandscape(canvas: Canvas, random: () => number): Promise<void> {
  const { width, height } = canvas;
  const colors = palettes[Math.floor(random() * palettes.length)] ?? palettes[0];
  if (colors === undefined) return;
  const side = Math.min(width, height);
  const gradient = (from: typeof colors.sun, to: typeof colors.sun, step = 3) =>
    createGradient(width, height, from, to, step);
  const [top, bottom] = colors.sky;
  const crests = Array.from({ length: layers }, (_, layer) => crest(canvas, random, layer / (layers - 1)));
  // What nearer hills cover is not painted at all.
  const floors = crests.map((line) => Math.min(height, Math.ceil(line.reduce((a, b) => Math.max(a, b)))));
  const sky = gradient(top, bottom);
  for (let y = 0; y < (floors[0] ?? height); y++) paintSpan(canvas, sky, y, 0, width);

  await setImmediate();
  const radius = side * (0.12 + 0.08 * random());
  const x = width * (0.55 + 0.3 * random());
  const y = height * (0.2 + 0.16 * random());
  const halo = (share: number) => gradient(mix(top, colors.sun, share), mix(bottom, colors.sun, share));
  paintDisc(canvas, halo(0.12), x, y, radius * 2.1);
  paintDisc(canvas, halo(0.26), x, y, radius * 1.5);
  paintDisc(canvas, gradient(colors.sun, mix(colors.sun, bottom, 0.45)), x, y, radius);

  for (const [layer, line] of crests.entries()) {
    await setImmediate();
    const depth = layer / (layers - 1);
    const color = mix(colors.far, colors.near, depth);
    // Far hills fade into the air before them.
    const crestColor = mix(color, bottom, 0.35 * (1 - depth));
    const fill = gradient(crestColor, mix(color, colors.near, 0.5), 2);
    paintUnder(canvas, fill, line, floors[layer + 1] ?? height);
  }
}

/** A hill's outline: two slow waves and a faster, small one. */
function crest({ width, height }: Canvas, random: () => number, depth: number): Float64Array {
  const base = height * (0.44 + 0.4 * depth + 0.04 * (random() - 0.5));
  const waves = [0.9, 1.7, 3.6].map((turns, index) => ({
    size: (height * (0.07 - 0.02 * depth) * (0.6 + 0.8 * random())) / (index + 1),
    pace: ((turns + random()) * Math.PI * 2 * Math.max(1, width / height / 1.6)) / width,
    phase: random() * Math.PI * 2,
  }));
  const heightAt = (x: number) =>
    waves.reduce((sum, { size, pace, phase }) => sum + size * Math.sin(x * pace + phase), base);
  // Waves this slow are straight lines over a few px.
  const line = new Float64Array(width);
  for (let from = 0; from < width; from += stride) {
    const start = heightAt(from);
    const slope = (heightAt(from + stride) - start) / stride;
    for (let x = from; x < Math.min(width, from + stride); x++) line[x] = start + slope * (x - from);
  }
  return line;
}
