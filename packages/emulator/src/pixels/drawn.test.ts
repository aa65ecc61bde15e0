import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawRecipe } from "./drawn.ts";
import { createPixels } from "./pixels.ts";
import type { Recipe } from "./recipe.ts";

const recipe: Recipe = {
  model: "Seedream 4.5",
  slug: "seedream-4.5",
  prompt: "A ceramic teapot on linen",
  width: 512,
  height: 512,
  index: 0,
  count: 1,
  references: [],
  format: "png",
};
const pixels = async (changes: Partial<Recipe>, seed = "") =>
  sharp(await drawRecipe({ ...recipe, ...changes }, seed))
    .raw()
    .toBuffer();

/** How many px are nearly white: the letters, on a dark card. */
function lettersIn(raw: Buffer, width: number): number {
  let count = 0;
  for (let at = raw.length - width * 200 * 3; at < raw.length; at += 3) {
    if (Math.min(raw[at] ?? 0, raw[at + 1] ?? 0, raw[at + 2] ?? 0) > 235) count += 1;
  }
  return count;
}

test("equal recipes give equal bytes; prompt, index and seed change the picture", async () => {
  const first = await pixels({});
  expect((await pixels({})).equals(first)).toBe(true);
  expect((await pixels({ prompt: "A glass teapot" })).equals(first)).toBe(false);
  expect((await pixels({ index: 1, count: 2 })).equals(first)).toBe(false);
  expect((await pixels({}, "7")).equals(first)).toBe(false);
});

test("the prompt can be read: letters are there, and more of them for a longer prompt", async () => {
  const few = lettersIn(await pixels({ prompt: "Fox" }), 512);
  const many = lettersIn(await pixels({ prompt: "Fox and hound by the river" }), 512);
  expect(few).toBeGreaterThan(150);
  expect(many).toBeGreaterThan(few * 2);
});

describe("any prompt is drawn", () => {
  test.each([
    ["markup", '<b>bold</b> & "quotes" &amp; </span>'],
    ["Han and emoji", "\u732b\u304c\u7a93\u8fba\u3067\u5bdd\u3066\u3044\u308b \u{1f408}\u200d\u2b1b"],
    ["Cyrillic and Greek", "\u041f\u0440\u0438\u0432\u0435\u0442 \u0395\u03bb\u03bb\u03ac\u03b4\u03b1"],
    ["right to left", "\u0634\u0627\u064a \u05ea\u05d4"],
    ["control characters and half a pair", "a\u0000b\u0007c\ud800d\ufffe"],
    ["nothing printable", "\u0000"],
    ["one endless word", "W".repeat(5000)],
    ["many lines", "word \n".repeat(2000)],
  ])("%s", async (_, prompt) => {
    const { width, height } = await sharp(await drawRecipe({ ...recipe, prompt }, "")).metadata();
    expect([width, height]).toEqual([512, 512]);
  });
});

test.each([
  [1024, 448],
  [448, 1024],
  [64, 1024],
  [333, 517],
])("%i x %i holds its card and fourteen references", async (width, height) => {
  const reference = { kind: "tile", label: "a-rather-long-host-name.example.com" } as const;
  const bytes = await drawRecipe(
    { ...recipe, width, height, references: Array(14).fill(reference), format: "jpeg" },
    "",
  );
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width, height });
});

test("references are composed in", async () => {
  const bytes = await sharp({ create: { width: 90, height: 60, channels: 4, background: "#ff00ff" } })
    .png()
    .toBuffer();
  const raw = await pixels({ references: [{ kind: "bytes", bytes, hash: "a" }] });
  let magenta = 0;
  for (let at = 0; at < raw.length; at += 3) {
    if ((raw[at] ?? 0) > 250 && (raw[at + 1] ?? 255) < 5 && (raw[at + 2] ?? 0) > 250) magenta += 1;
  }
  expect(magenta).toBeGreaterThan(2000);
});

test("a repeated request comes from the cache, which is bounded", async () => {
  const cached = createPixels({ pixels: "drawn", seed: "", cacheBytes: 10_000_000 });
  const [first, again] = await Promise.all([cached.draw(recipe), cached.draw(recipe)]);
  expect(again).toBe(first);
  expect(await cached.draw({ ...recipe })).toBe(first);
  const tiny = createPixels({ pixels: "drawn", seed: "", cacheBytes: 10 });
  expect(await tiny.draw(recipe)).not.toBe(await tiny.draw(recipe));
});
