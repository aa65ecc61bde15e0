import sharp from "sharp";
import { expect, it } from "vitest";
import { mayHaveAlpha } from "./canvas.ts";

it.each([
  ["lossy", 3, false],
  ["lossy", 4, true],
  ["lossless", 3, false],
  ["lossless", 4, true],
] as const)(
  "a %s WebP of %i channels says in its header whether it is transparent",
  async (kind, channels, alpha) => {
    const background = { r: 200, g: 30, b: 60, alpha: 0.5 };
    const image = sharp({ create: { width: 40, height: 30, channels, background } });
    const bytes = await image.webp({ lossless: kind === "lossless" }).toBuffer();
    expect(mayHaveAlpha(new Uint8Array(bytes), "image/webp")).toBe(alpha);
  },
);
