import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../test/memory-files.ts";
import { entriesOf, images, problemsOf } from "../../test/read.ts";

describe("syntax", () => {
  test.each([
    [
      "a tab",
      "version: 1\nimages:\n\ta: {}\n",
      "3:1: error: tab characters must not be used in indentation: use spaces",
    ],
    [
      "a list that does not end",
      "version: 1\nimages: [",
      "2:10: error: unexpected end of the stream within a flow collection",
    ],
    [
      "two documents",
      "version: 1\nimages: {a: {prompt: x}}\n---\nb: 1\n",
      "4:1: error: a manifest is one document: this is a second",
    ],
    ["nothing", "", "1:1: error: the manifest is empty"],
    ["only a comment", "# images\n", "1:1: error: the manifest is empty"],
    ["a list", "- a\n", "1:1: error: a manifest is a mapping with version, defaults and images"],
    [
      "a list as a name",
      "version: 1\nimages:\n  ? [a]\n  : {}\n",
      "3:5: error: a name has to be a text, not a list or a mapping",
    ],
    [
      "a tag",
      images("a: !image { prompt: x }"),
      "3:6: error: the tag !image has no meaning here; leave it out",
    ],
  ])("%s", async (_, text, problem) => {
    expect(await problemsOf(text)).toContain(problem);
  });

  test("a byte order mark and Windows line ends move no column", async () => {
    const text = "\uFEFFversion: 1\r\nimages:\r\n  a:\r\n    promt: x\r\n";
    expect(await problemsOf(text)).toContain("4:5: error: unknown field promt; did you mean prompt?");
    expect(await entriesOf("\uFEFFversion: 1\r\nimages:\r\n  a: {prompt: x}\r\n")).toHaveLength(1);
  });

  test("names twice are told at every level", async () => {
    expect(await problemsOf("version: 1\nversion: 1\nimages:\n  a: { prompt: x, prompt: y }\n")).toEqual([
      "2:1: error: version is there twice",
      "4:19: error: prompt is there twice",
    ]);
  });
});

describe("aliases", () => {
  test("share values, and merge keys share fields, the entry's own first", async () => {
    const entries = await entriesOf(
      "version: 1\nx-base: &base { prompt: x, size: 4K }\nimages:\n  a: *base\n  b: { size: 1K, <<: *base }\n  c: { <<: [*base, { tags: [t] }] }\n",
    );
    expect(entries.map(({ input, tags }) => [input, tags])).toEqual([
      [{ prompt: "x", size: "4K" }, []],
      [{ prompt: "x", size: "1K" }, []],
      [{ prompt: "x", size: "4K" }, ["t"]],
    ]);
  });

  test("that lead nowhere or into themselves are told", async () => {
    expect(await problemsOf(images("a: *nope"))).toContain("3:6: error: there is no &nope before this");
    expect(await problemsOf(images("a: &a { prompt: x, x-more: *a }"))).toEqual([
      "3:30: error: *a stands inside itself",
    ]);
    expect(await problemsOf(images("a: { <<: 5, prompt: x }"))).toEqual([
      "3:12: error: << takes a mapping, or a list of mappings",
    ]);
  });

  test("that stand for billions of values end at once", async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = level === 0 ? Array(9).fill("x") : Array(9).fill(`*l${level - 1}`);
      return `x-l${level}: &l${level} [${items.join(", ")}]`;
    });
    const problems = await problemsOf(
      `${levels.join("\n")}\nversion: 1\nimages: {a: {prompt: x, tags: *l11}}\n`,
    );
    expect(problems).toEqual([expect.stringContaining("aliases stand for more than 1000000 values")]);
  });
});

describe("names every object has", () => {
  test("are fields and ids like others", async () => {
    const text =
      "version: 1\nimages:\n  constructor: { prompt: x, __proto__: { size: 9K } }\n  __proto__: { prompt: y }\n";
    expect(await problemsOf(text)).toEqual([
      expect.stringContaining("3:29: error: unknown field __proto__"),
      expect.stringContaining('4:3: error: "__proto__" is no id'),
    ]);
    const [entry] = await entriesOf(images("constructor: { prompt: x }", "toString: { prompt: y }"));
    expect(entry?.id).toBe("constructor");
    expect(({} as { size?: unknown }).size).toBeUndefined();
  });

  test("are no variables unless the matrix says so", async () => {
    expect(await problemsOf(images("a: { prompt: '{constructor} {toString}' }"))).toHaveLength(2);
  });
});

test("ten thousand levels of lists are refused, not followed", async () => {
  const text = `version: 1\nimages: ${"[".repeat(10_000)}`;
  expect(await problemsOf(text)).toEqual([expect.stringContaining("nesting exceeded")]);
});

test("a list of thousands is refused before it is read", async () => {
  const text = images(`a: { prompt: x, tags: [${Array(5000).fill("t").join(",")}] }`);
  expect(await problemsOf(text, memoryFiles())).toEqual([
    "3:25: error: tags has 5000; allowed: at most 100 in a list",
  ]);
});
