import type { Box } from "./nodes.ts";

const gap = 24;
const mostTries = 200;

/** The first free spot for a box, going right from where it is wanted. Whole px. */
export function freeSpot(wanted: Box, taken: readonly Box[]): Box {
  let box = rounded(wanted);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const hit = taken.filter((other) => overlaps(box, other));
    if (hit.length === 0) break;
    box = rounded({ ...box, x: Math.max(...hit.map(({ x, width }) => x + width)) + gap });
  }
  return box;
}

const rounded = (box: Box): Box => ({ ...box, x: Math.round(box.x), y: Math.round(box.y) });

const overlaps = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
