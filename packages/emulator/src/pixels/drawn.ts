import { setImmediate } from "node:timers/promises";
import sharp from "sharp";
import { seededRandom } from "../seeded-random.ts";
import { type Canvas, channels, giveBack, takeCanvas } from "./canvas.ts";
import { paintCaption, setCaption } from "./caption.ts";
import { paintLandscape } from "./landscape.ts";
import { type Recipe, recipeKey } from "./recipe.ts";
import { paintThumbnails } from "./thumbnails.ts";

/** Draws a picture that shows what was asked for. Equal recipes and seeds give equal bytes. */
export async function drawRecipe(recipe: Recipe, seed: string): Promise<Uint8Array> {
  const canvas = takeCanvas(recipe.width, recipe.height);
  try {
    const caption = setCaption(recipe);
    // Lets the threads begin before painting holds this one.
    await setImmediate();
    await paintLandscape(canvas, seededRandom(`${seed}\n${recipeKey(recipe)}`));
    await paintThumbnails(canvas, recipe);
    paintCaption(canvas, await caption);
    return await encode(canvas, recipe.format);
  } finally {
    giveBack(canvas);
  }
}

async function encode({ data, width, height }: Canvas, format: Recipe["format"]): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels } });
  return new Uint8Array(await image.toFormat(format, efforts[format]).toBuffer());
}

// The default efforts take longer than everything else together; and a process that ends waits for them.
const efforts = {
  jpeg: { optimizeCoding: false },
  png: { compressionLevel: 4 },
  webp: { effort: 1 },
} as const;
