import { drawPlain } from "./plain.ts";
import type { Recipe } from "./recipe.ts";

export async function drawRecipe(recipe: Recipe, _seed: string): Promise<Uint8Array> {
  return drawPlain(recipe);
}
