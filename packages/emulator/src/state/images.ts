import { randomUUID } from "node:crypto";
import { type Clock, resultLifetimeMs } from "@seedkit/core";
import type { Recipe } from "../pixels/recipe.ts";
import { createExpiring } from "./expiring.ts";

/** Finished images. */
export type Images = {
  /** Keeps an image for an hour after `readyAt`; returns its name. */
  add(recipe: Recipe, readyAt: number): string;
  find(name: string): Recipe | undefined;
  reset(): void;
};

export function createImages(clock: Clock): Images {
  // Not their pixels, which are drawn when they are fetched, but what they are drawn from.
  const images = createExpiring<Recipe>(clock);
  return {
    add(recipe, readyAt) {
      const name = `${randomUUID()}.${recipe.format}`;
      images.set(name, recipe, readyAt + resultLifetimeMs);
      return name;
    },
    find: (name) => images.get(name),
    reset: () => images.clear(),
  };
}
