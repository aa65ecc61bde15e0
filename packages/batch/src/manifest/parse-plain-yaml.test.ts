import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePlainYaml } from "./parse-plain-yaml.ts";
import { parseYaml } from "./parse-yaml.ts";

/** What the whole reader makes of it; undefined where it has anything to say. */
function whole(text: string) {
  let isTold = false;
  const node = parseYaml(text, () => {
    isTold = true;
  });
  return isTold ? undefined : node;
}

const manifest = `# The pictures of the site
version: 1
defaults:
  aspect_ratio: "3:2"   # as the page has it
  output: images/{id}.jpg
images:

  hero:
    prompt: A lighthouse in fog, at 5:30 in the morning; film grain #3
    tags: [landing, "above the fold", 2026]
    width: 1024
    empty:
    quoted: 'It: # is' # a text
  last-one:
    prompt: "Émile's café, 北京 \u{1f40e}"
    x-note:
      by:
        who: nobody
  nothing:
`;

test("reads what the whole reader reads, with the same places", () => {
  const plain = parsePlainYaml(manifest);
  expect(plain).toBeDefined();
  expect(plain).toEqual(whole(manifest));
  for (const text of [manifest.trimEnd(), `\n\n${manifest}\n  \n`, "version: 1", "images:\n  a:\n    b:"])
    expect(parsePlainYaml(text)).toEqual(whole(text));
  expect(parsePlainYaml("version: 1")).toBeDefined();
});

describe("leaves to the whole reader", () => {
  test.each([
    ["a prompt over several lines", "a:\n  b: one\n    two\n"],
    ["a folded text", "a: >-\n  one\n  two\n"],
    ["a list of lines", "a:\n  - b\n"],
    ["a list over several lines", "a: [b,\n  c]\n"],
    ["a mapping in one line", "a: { b: c }\n"],
    ["an escape", 'a: "\\u00e9"\n'],
    ["a quote in a text in quotes", "a: 'it''s'\n"],
    ["an anchor", "a: &b c\n"],
    ["an alias", "a: &b c\nd: *b\n"],
    ["a merge", "<<: { a: b }\n"],
    ["a tag", "a: !!str 1\n"],
    ["a name in quotes", '"a": b\n'],
    ["two documents", "a: b\n---\nc: d\n"],
    ["a tab", "a:\tb\n"],
    ["line ends of Windows", "a: b\r\n"],
    ["a name that is there twice", "a: b\na: c\n"],
    ["a wrong indentation", "a:\n    b: c\n  d: e\n"],
    ["a colon in a text", "a: b: c\n"],
    ["a text that is not closed", 'a: "b\n'],
    ["half a character", "a: \ud83d\n"],
    ["no mapping", "text\n"],
    ["nothing", "# only this\n\n"],
  ])("%s", (_, text) => {
    expect(parsePlainYaml(text)).toBeUndefined();
  });
});

test("never reads anything in another way than the whole reader", () => {
  const name = fc.constantFrom("a", "b-2", "entry.c", "D_", "1", "null", "<<", '"q"', "x y", "__proto__");
  const piece = fc.constantFrom(
    ...[
      "text",
      "5:30",
      "a#b",
      " #c",
      "#",
      ":",
      ": ",
      '"',
      "'",
      "\\",
      "[",
      "]",
      ",",
      "{",
      "}",
      "- ",
      "-",
      "?",
    ],
    ...[
      "&a",
      "*a",
      "!t",
      "|",
      ">",
      "%",
      "@",
      "`",
      "~",
      "é",
      "\u{1f40e}",
      "\u2028",
      "\u00a0",
      "\t",
      "\r",
      " ",
      "true",
    ],
    ...[
      "[a, b]",
      '["a b", c]',
      "[ 1 ,2 ] # c",
      '"a: #b"',
      "'c'",
      "--- ",
      "...",
      "<<",
      "\ufeff",
      "\u0085",
      "\ud83d",
    ],
  );
  const value = fc.oneof(
    fc.constantFrom("", "text", '"in quotes"', "[one, two]", "a b c", "12", "it # c"),
    fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("")),
  );
  const line = fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(fc.nat(3), name, value)
        .map(([depth, key, text]) => `${"  ".repeat(depth)}${key}: ${text}`),
    },
    { weight: 3, arbitrary: fc.tuple(fc.nat(3), name).map(([depth, key]) => `${"  ".repeat(depth)}${key}:`) },
    fc.tuple(fc.nat(5), value).map(([indent, text]) => `${" ".repeat(indent)}${text}`),
    fc.nat(4).map((indent) => " ".repeat(indent)),
    fc.nat(4).map((indent) => `${" ".repeat(indent)}# remark`),
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), (lines, ends) => {
      const text = lines.join("\n") + (ends ? "\n" : "");
      const plain = parsePlainYaml(text);
      if (plain === undefined) return;
      read++;
      expect(plain).toEqual(whole(text));
    }),
    { numRuns: 3000 },
  );
  expect(read).toBeGreaterThan(100);
});
