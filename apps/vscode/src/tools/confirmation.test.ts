import { expect, test } from "vitest";
import { confirmationText } from "./confirmation.ts";

test("a confirmation tells the prompt, then each fact on a line", () => {
  const facts = [
    ["Price", "$0.04"],
    ["File", "images/a_fox.jpg"],
  ] as const;
  expect(confirmationText({ prompt: "A fox\nat dawn", facts, notes: ["Read this."] })).toBe(
    "> A fox\n>\n> at dawn\n\n- **Price**: $0\\.04\n- **File**: images/a\\_fox\\.jpg\n\nRead this\\.",
  );
});

test("what a model wrote is nothing but text", () => {
  const prompt = "[free](command:evil) ![x](https://evil.invalid/x.png)\n\n# **Price**: $0.00\n</p>&amp;`a`";
  const text = confirmationText({ prompt, facts: [["File", "a](b) **c**.jpg"]], notes: [] });
  expect(text).not.toMatch(/(?<!\\)[[\]()#`<&]/);
  expect(text.match(/(?<!\\)\*\*/g)).toHaveLength(2);
  expect(text.split("\n").every((line) => line === "" || /^(> ?|- \*\*File)/.test(line))).toBe(true);
});

test("a prompt without end is cut, and says so", () => {
  const text = confirmationText({ prompt: "a".repeat(9000), facts: [["Price", "$0.04"]], notes: [] });
  expect(text.length).toBeLessThan(1600);
  expect(text).toContain("a…\n\n- **Price**");
});
