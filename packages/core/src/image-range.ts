import type { Settings } from "./validation.ts";

/** How many images one request may answer with. */
export function imageRange(settings: Settings): { min: number; max: number } {
  return { min: 1, max: settings.sequential_image_generation === "auto" ? settings.max_images : 1 };
}
