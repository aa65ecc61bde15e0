// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows look like template strings
import { expect, it } from "vitest";
import { holds } from "./condition.ts";
import { fill, fillText } from "./template.ts";

const scope = {
  contexts: { a: { list: [1, { b: true }], text: "x", none: null } },
  functions: { success: () => true, failure: () => false, always: () => true, cancelled: () => false },
};

it.each([
  ["${{ a.list[1].b }}", true],
  ["${{ a.list }}", [1, { b: true }]],
  ["<${{ a.text }}|${{ a.missing }}>", "<x|>"],
  ["${{ format('{0}}}', a.text) }}", "x}"],
  ["${{ fromJSON('[1]') }}\n", [1]],
  ["plain", "plain"],
  [{ deep: ["${{ a.text }}"] }, { deep: ["x"] }],
])("fills %j", (template, value) => {
  expect(fill(template, scope)).toEqual(value);
});

it("gives text to variables and inputs", () => {
  expect([null, true, 1.5, { a: 1 }, "${{ a.none }}"].map((value) => fillText(value, scope))).toEqual([
    "",
    "true",
    "1.5",
    '{"a":1}',
    "",
  ]);
});

it.each([
  [undefined, true],
  ["a.text == 'X'", true],
  ["${{ a.none }}", false],
  [false, false],
  ["failure()", false],
  ["always() && a.list[0] > 1", false],
  ["'0'", true],
])("takes the condition %j for %j", (condition, truth) => {
  expect(holds(condition, scope)).toBe(truth);
  expect(holds("a.text", { ...scope, functions: { ...scope.functions, success: () => false } })).toBe(false);
});

it("names what an expression cannot mean", () => {
  expect(() => fill("${{ nothing.here }}", scope)).toThrow("nothing");
  expect(() => fill("${{ a.text", scope)).toThrow("not closed");
});
