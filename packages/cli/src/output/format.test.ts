import { expect, test } from "vitest";
import { columns, formatBytes, formatClock, formatCredits, formatDuration } from "./format.ts";

test("sizes, times and credits as a person reads them", () => {
  expect([0, 999, 1000, 24_845, 999_499, 999_500, 12_345_678].map(formatBytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "25 kB",
    "999 kB",
    "1.0 MB",
    "12 MB",
  ]);
  expect([120, 9_400, 59_600, 65_000, 120_000].map(formatDuration)).toEqual([
    "0.1 s",
    "9 s",
    "1 min",
    "1 min 5 s",
    "2 min",
  ]);
  expect([0, 9_999, 65_000].map(formatClock)).toEqual(["0:00", "0:09", "1:05"]);
  expect(formatCredits(99.96000000000001)).toBe("99.96");
});

test("columns line up whatever their colour, and the last one wraps", () => {
  const rows = [
    ["\u001b[36ma\u001b[39m", "one"],
    ["long", "some words that do not fit"],
  ];
  expect(columns(rows, 26)).toBe("\u001b[36ma\u001b[39m     one\nlong  some words that do\n      not fit\n");
});
