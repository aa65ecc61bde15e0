import type { StoredImage } from "../protocol/generation.ts";
import { keepGeneration } from "./generation-data.ts";
import { insertAt } from "./insert.ts";
import { canvasSpot } from "./spots.ts";

/** Puts an image of the history back, if this file has its pixels. Costs nothing. */
export async function reuse(image: StoredImage): Promise<{ found: boolean }> {
  const found = await Promise.all(image.parts.map(({ hash }) => isHere(hash)));
  if (found.length === 0 || !found.every(Boolean)) return { found: false };
  const node = insertAt(await canvasSpot(image), image);
  keepGeneration(node, image.generation, "");
  figma.currentPage.selection = [node];
  figma.commitUndo();
  return { found: true };
}

async function isHere(hash: string): Promise<boolean> {
  try {
    const image = figma.getImageByHash(hash);
    return image !== null && (await image.getSizeAsync()).width > 0;
  } catch {
    return false;
  }
}
