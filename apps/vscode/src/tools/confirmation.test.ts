import { expect, test } from "vitest";
import { confirmationText } from "./confirmation.ts";

test("a confirmation tells each fact on a line, then the notes, and the prompt last", () => {
  const facts = [
    ["Price", "$0.04"],
    ["File", "images/a_fox.jpg"],
  ] as const;
  expect(confirmationText({ prompt: "A fox\nat dawn", facts, notes: ["Read this."] })).toBe(
    "**Price**: $0\\.04  \n**File**: images/a\\_fox\\.jpg\n\nRead this\\.\n\n“A fox at dawn”",
  );
});

test("what a model wrote is nothing but text", () => {
  const prompt = "[free](command:evil) ![x](https://evil.invalid/x.png)\n\n# **Price**: $0.00\n</p>&amp;`a`";
  const text = confirmationText({ prompt, facts: [["File", "a](b) **c**.jpg"]], notes: [] });
  expect(text).not.toMatch(/(?<!\\)[[\]()#`<&]/);
  expect(text.match(/(?<!\\)\*\*/g)).toHaveLength(2);
  expect(text.split("\n")).toHaveLength(3);
});

test("a prompt without end is cut, and says so", () => {
  const text = confirmationText({ prompt: "a".repeat(9000), facts: [["Price", "$0.04"]], notes: [] });
  expect(text.length).toBeLessThan(1600);
  expect(text).toContain("a…”");
});
