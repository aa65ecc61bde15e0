import { expect, it } from "vitest";
import { createLineSplitter } from "./line-splitter.ts";

function split(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(Buffer.from(chunk));
  splitter.end();
  return lines;
}

it("cuts at each of the three line ends, whatever the chunks", () => {
  expect(split("a\nb\r\nc\rd\n\ne")).toEqual(["a", "b", "c", "d", "", "e"]);
  expect(split("a\r", "\nb", "c\r", "d")).toEqual(["a", "bc", "d"]);
  expect(split("a\r")).toEqual(["a"]);
});

it("does not cut where JavaScript would but .NET does not", () => {
  expect(split("a\u2028b\u0085c")).toEqual(["a\u2028b\u0085c"]);
});

it("puts a character together that came in two chunks", () => {
  const bytes = Buffer.from("ü\n");
  expect(split(bytes.subarray(0, 1), bytes.subarray(1))).toEqual(["ü"]);
});
