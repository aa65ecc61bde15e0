import { describe, expect, it } from "vitest";
import { parseCommand } from "./parse-command.ts";

describe("a line of a log", () => {
  it.each([
    [
      "::error file=a.txt,line=3::it broke",
      { name: "error", properties: { file: "a.txt", line: "3" }, data: "it broke" },
    ],
    ["\u0085\u3000 ::WARNING::a%0Ab%25", { name: "warning", properties: {}, data: "a\nb%" }],
    ["::error title=a%2Cb%3Ac::d", { name: "error", properties: { title: "a,b:c" }, data: "d" }],
    ["see ##[set-output name=x]y", { name: "set-output", properties: { name: "x" }, data: "y" }],
    ["##[error a=b;c=d%5D]e%3B", { name: "error", properties: { a: "b", c: "d]" }, data: "e;" }],
    ["::unknown:: ##[debug]x", { name: "debug", properties: {}, data: "x" }],
  ])("%s is a command", (line, command) => {
    expect(parseCommand(line)).toEqual(command);
  });

  it.each([
    "say ::error::x",
    "\ufeff::error::x",
    ":\u200b:error::x",
    "::error",
    "::unknown::x",
    "##[set-output name=x",
    "#\u200b#[set-output name=x]y",
    "",
  ])("%j is none", (line) => {
    expect(parseCommand(line)).toBeUndefined();
  });
});
