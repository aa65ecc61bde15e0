import sharp from "sharp";
import type { Recipe } from "./recipe.ts";

/** A flat image of the true size, as cheap as an image gets. */
export async function drawPlain({ width, height, format }: Recipe): Promise<Uint8Array> {
  const background = { r: 96, g: 125, b: 139 };
  const flat = sharp({ create: { width, height, channels: 3, background } });
  return new Uint8Array(await flat.toFormat(format).toBuffer());
}
