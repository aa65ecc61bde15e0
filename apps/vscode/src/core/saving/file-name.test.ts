import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName, numbered } from "./file-name.ts";

const now = new Date(2026, 10, 22, 9, 5, 7);
const name = (prompt: string, template = "{prompt}") =>
  fileName(template, { prompt, model: "seedream-4.5", now });

test("a name holds the words of the prompt", () => {
  expect(name("A red Café, at dusk: the owner's cat")).toBe("a-red-cafe-at-dusk-the-owners-cat");
  expect(name("夕暮れの 赤い急須")).toBe("夕暮れの-赤い急須");
});

test("a template names date, time and model", () => {
  expect(name("x", "{date} {time} {model}")).toBe("2026-11-22 09-05-07 seedream-4.5");
});

test("a long prompt is cut between words", () => {
  expect(name("word ".repeat(100))).toBe(`${"word-".repeat(12)}`.slice(0, -1));
});

test("a prompt without words still has a name", () => {
  expect(name("!!!")).toBe("image");
  expect(name("con")).toBe("image-con");
});

test("numbers count up, in their place where the template has one", () => {
  expect([1, 2, 3].map((number) => numbered("tea", number))).toEqual(["tea", "tea-2", "tea-3"]);
  expect([1, 2].map((number) => numbered("{index}-tea", number))).toEqual(["1-tea", "2-tea"]);
});

test("every name can be one on every file system", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (prompt, template) => {
      const made = name(prompt, template);
      expect(made).not.toMatch(/[\p{Cc}<>:"/\\|?*]|^[\s.]|[\s.]$|^$/u);
      expect(made.length).toBeLessThanOrEqual(126);
      expect(encodeURIComponent(made)).toBeTruthy();
    }),
  );
});
