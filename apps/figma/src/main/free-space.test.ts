import { expect, it } from "vitest";
import { freeSpot } from "./free-space.ts";

const box = (x: number, y: number, width = 100, height = 100) => ({ x, y, width, height });

it("takes the wanted spot where it is free, at whole px", () => {
  expect(freeSpot(box(0.4, -0.4), [box(100, 0), box(-100, 0)])).toEqual({ ...box(0, 0), y: -0 });
});

it("goes right until nothing is in the way", () => {
  expect(freeSpot(box(0, 0), [box(50, 50), box(180, 0), box(0, 200)])).toEqual(box(304, 0));
});
