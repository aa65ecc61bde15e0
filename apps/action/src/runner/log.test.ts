import { expect, test } from "vitest";
import { createLog } from "./log.ts";

function recorded() {
  const lines: string[] = [];
  return { lines, log: createLog((text) => lines.push(text)) };
}

test("an annotation points at a line, and nothing in it ends it early", () => {
  const { lines, log } = recorded();
  log.annotate("error", "100 %\n::error::x", { file: "a,b:c.yaml", line: 3, column: 5, title: "hero" });
  expect(lines).toEqual([
    "::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=hero::100 %25 :\u200b:error:\u200b:x\n",
  ]);
});

test("what is past ten of a level is said, not annotated", () => {
  const { lines, log } = recorded();
  for (let count = 0; count < 12; count++)
    log.annotate("warning", `${count}`, { file: "a.yaml", line: count });
  expect(lines.filter((line) => line.startsWith("::warning"))).toHaveLength(10);
  expect(lines.at(-1)).toBe("warning: a.yaml:11: 11\n");
});

test("each line of a secret is masked", () => {
  const { lines, log } = recorded();
  log.mask("one\ntwo%");
  expect(lines).toEqual(["::add-mask::one\n", "::add-mask::two%25\n"]);
});
