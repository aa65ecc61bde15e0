import type { Settings } from "../options.ts";
import { createLru } from "./lru.ts";
import { type Recipe, recipeKey } from "./recipe.ts";

export type Pixels = {
  /** The finished image file; equal recipes come from the cache. */
  draw(recipe: Recipe): Promise<Uint8Array>;
};

/** Draws images, each once while it is in the cache. sharp is loaded for the first one, not before. */
export function createPixels(settings: Pick<Settings, "pixels" | "seed" | "cacheBytes">): Pixels {
  const finished = createLru(settings.cacheBytes);
  const underWay = new Map<string, Promise<Uint8Array>>();
  const plain = settings.pixels === "plain";
  const draw = async (recipe: Recipe) =>
    plain
      ? (await import("./plain.ts")).drawPlain(recipe)
      : (await import("./drawn.ts")).drawRecipe(recipe, String(settings.seed));
  return {
    draw(recipe) {
      const key = plain ? `${recipe.format} ${recipe.width}x${recipe.height}` : recipeKey(recipe);
      const done = finished.get(key);
      if (done !== undefined) return Promise.resolve(done);
      const started = underWay.get(key) ?? draw(recipe);
      if (underWay.has(key)) return started;
      const kept = started
        .then((bytes) => {
          finished.set(key, bytes);
          return bytes;
        })
        .finally(() => underWay.delete(key));
      underWay.set(key, kept);
      return kept;
    },
  };
}
