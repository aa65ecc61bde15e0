import { expect, it } from "vitest";
import { expandMatrix } from "./expand-matrix.ts";

it("combines every value with every other, without the excluded", () => {
  expect(expandMatrix({ a: [1, 2], b: ["x", "y"], exclude: [{ a: 1, b: "y" }] })).toEqual([
    { a: 1, b: "x" },
    { a: 2, b: "x" },
    { a: 2, b: "y" },
  ]);
});

it("joins includes as GitHub's documentation has it", () => {
  const matrix = {
    fruit: ["apple", "pear"],
    animal: ["cat", "dog"],
    include: [
      { color: "green" },
      { color: "pink", animal: "cat" },
      { fruit: "apple", shape: "circle" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ],
  };
  expect(expandMatrix(matrix)).toEqual([
    { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
    { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
    { fruit: "pear", animal: "cat", color: "pink" },
    { fruit: "pear", animal: "dog", color: "green" },
    { fruit: "banana" },
    { fruit: "banana", animal: "cat" },
  ]);
});

it("makes rows of includes alone, and one of no matrix", () => {
  expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }]);
  expect(expandMatrix(undefined)).toEqual([undefined]);
});

it("refuses what GitHub refuses", () => {
  const many = Array.from({ length: 257 }, (_, index) => index);
  expect(() => expandMatrix({ a: many })).toThrow("257 rows, 256 are the most");
  expect(() => expandMatrix({ a: [] })).toThrow("'a' does not contain any values");
  expect(() => expandMatrix({ a: "x" })).toThrow("'a' is no list");
});
