import { expect, it } from "vitest";
import { findCommands, fuzzLog } from "./fuzz-log.ts";

const neutralise = (text: string) =>
  text
    .replace(/[\r\n\u2028\u2029\u0085\v\f]+/g, " ")
    .replace(/:(?=:)/g, ":\u200b")
    .replace(/#(?=#\[)/g, "#\u200b");

it("finds texts that become commands where nothing is neutralised", () => {
  const findings = fuzzLog((text) => text);
  expect(findings.length).toBeGreaterThan(1000);
  expect(new Set(findings.map(({ command }) => command.name))).toContain("set-output");
});

it("finds nothing where both forms are broken up", () => {
  expect(fuzzLog(neutralise)).toEqual([]);
});

it("finds the bracket form that a printer for colons forgets", () => {
  expect(fuzzLog((text) => text.replaceAll("::", ":")).map(({ command }) => command.name)).toContain(
    "set-output",
  );
});

it("lets a printer write commands of its own", () => {
  const print = (text: string) => `::notice::${neutralise(text)}`;
  expect(fuzzLog(print, { runs: 2000, allowed: ({ name }) => name === "notice" })).toEqual([]);
});

it("tries the same texts for the same seed", () => {
  const texts = (seed: number) => {
    const seen: string[] = [];
    fuzzLog(
      (text) => {
        seen.push(text);
        return text;
      },
      { runs: 50, seed },
    );
    return seen;
  };
  expect(texts(7)).toEqual(texts(7));
  expect(texts(7)).not.toEqual(texts(8));
});

it("reads every line of what was printed", () => {
  expect(findCommands("a\r\n::error::b\rc ##[set-output name=x]y")).toEqual([
    { name: "error", properties: {}, data: "b" },
    { name: "set-output", properties: { name: "x" }, data: "y" },
  ]);
});
