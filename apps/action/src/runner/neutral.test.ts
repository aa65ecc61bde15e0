import fc from "fast-check";
import { expect, test } from "vitest";
import { neutral } from "./neutral.ts";

/** What the runner takes for a command: `::name::` at a line's start, `##[name]` anywhere in it. */
const commands = (text: string) =>
  text.split(/\r?\n|\r/).filter((line) => /^\s*::[^:]*::/.test(line) || /##\[[^\]]*\]/.test(line));

const pieces = fc.constantFrom(
  ..."::|:|#|##[|##|[|]| |\t|\u00a0|\u3000|\ufeff|\u200b|set-output|SET-OUTPUT| name=a|error|x|%0A|\n|\r|\u2028|\u0085|add-mask|stop-commands|\u001b[31m|\u0000".split(
    "|",
  ),
);

test("no text holds a command any more, whatever it is made of", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = neutral(parts.join(""));
      expect(commands(text)).toEqual([]);
      expect(commands(`1/2 ${text}`)).toEqual([]);
      expect(text).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 5000, seed: 1 },
  );
});

test.each([
  ["##[set-output name=status]success", "##[set-output name=status]success"],
  ["::error::boom", "::error::boom"],
  ["a prompt\nin two lines", "a prompt in two lines"],
  ["plain text: a kite #1", "plain text: a kite #1"],
])("%j reads the same", (text, seen) => {
  expect(neutral(text).replaceAll("\u200b", "")).toBe(seen);
});

test("ordinary text stays as it is", () => {
  expect(neutral("A red kite: over wheat, 100 % #1 [x]")).toBe("A red kite: over wheat, 100 % #1 [x]");
});
