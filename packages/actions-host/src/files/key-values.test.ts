import { expect, it } from "vitest";
import { parseKeyValues } from "./key-values.ts";

it("reads values of one line and of several", () => {
  expect(parseKeyValues("a=b=c\n\nd<<END\nline 1\n\nline=2\nEND\ne<<X\nX\nf=\n")).toEqual([
    ["a", "b=c"],
    ["d", "line 1\n\nline=2"],
    ["e", ""],
    ["f", ""],
  ]);
});

it.each([
  ["no separator", "Invalid format 'no separator'"],
  ["a<<END\nx\n", "Matching delimiter not found 'END'"],
  ["a<<END\nx", "EOF marker missing new line"],
  ["<<END\nx\nEND", "Name must not be empty"],
])("refuses %j", (text, message) => {
  expect(() => parseKeyValues(text)).toThrow(message);
});
