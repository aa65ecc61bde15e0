import { randomUUID } from "node:crypto";
import { type Clock, resultLifetimeMs } from "@seedkit/core";
import type { Recipe } from "../pixels/recipe.ts";

/** A finished image: not its pixels, which are drawn when they are fetched, but what they are drawn from. */
export type StoredImage = { readonly recipe: Recipe; readonly expiresAt: number };

export type Images = {
  /** Keeps an image for an hour after `readyAt`; returns its name. */
  add(recipe: Recipe, readyAt: number): string;
  find(name: string): Recipe | undefined;
  reset(): void;
};

export function createImages(clock: Clock): Images {
  const images = new Map<string, StoredImage>();
  const sweep = () => {
    const now = clock.now();
    for (const [name, image] of images) if (now >= image.expiresAt) images.delete(name);
  };
  return {
    add(recipe, readyAt) {
      sweep();
      const name = `${randomUUID()}.${recipe.format}`;
      images.set(name, { recipe, expiresAt: readyAt + resultLifetimeMs });
      return name;
    },
    find(name) {
      sweep();
      return images.get(name)?.recipe;
    },
    reset: () => images.clear(),
  };
}
