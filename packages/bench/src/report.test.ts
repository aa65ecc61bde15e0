import { expect, test } from "vitest";
import { aheadOf, table } from "./report.ts";
import type { Measure } from "./section.ts";
import { median, rotate } from "./statistics.ts";

const measure = (better: Measure["better"]): Measure => ({
  id: "size",
  better,
  values: new Map([
    ["ours", 5],
    ["small", 1],
    ["equal", 5],
    ["big", 9],
    ["middle", 3],
  ]),
  show: String,
});

test("those ahead come best first, and a tie is not ahead", () => {
  expect(aheadOf(measure("lower"), "ours")).toEqual(["small", "middle"]);
  expect(aheadOf(measure("higher"), "ours")).toEqual(["big"]);
});

test("a table is Markdown with even columns", () => {
  expect(table({ columns: ["a", "long"], rows: [["value", "b"]] }).split("\n")).toEqual([
    "| a     | long |",
    "|-------|------|",
    "| value | b    |",
  ]);
});

test("median and rotation", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(rotate([1, 2, 3], 4)).toEqual([2, 3, 1]);
});
