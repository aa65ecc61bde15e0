import { expect, it } from "vitest";
import { fitting, tilesOf } from "./tiles.ts";

it.each([
  [4096, 4096, 1],
  [5504, 3040, 2],
  [6240, 2656, 2],
  [3040, 5504, 2],
  [8193, 4097, 6],
])("%i x %i needs %i tiles, which cover it without gap or overlap", (width, height, count) => {
  const tiles = tilesOf(width, height);
  expect(tiles).toHaveLength(count);
  expect(tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0)).toBe(width * height);
  for (const tile of tiles) {
    expect(Object.values(tile).every(Number.isInteger)).toBe(true);
    expect(Math.max(tile.width, tile.height)).toBeLessThanOrEqual(4096);
    expect(tile.x + tile.width).toBeLessThanOrEqual(width);
  }
});

it("scales to what Figma takes, and never up", () => {
  expect(fitting(5504, 3040)).toEqual({ width: 4096, height: 2262 });
  expect(fitting(1000, 500)).toEqual({ width: 1000, height: 500 });
});
