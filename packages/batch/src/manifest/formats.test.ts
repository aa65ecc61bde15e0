import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../test/memory-files.ts";
import { entriesOf, problemsOf } from "../../test/read.ts";
import { readManifest } from "./read-manifest.ts";

const asRead = { id: "a", input: { prompt: "x", size: "4K", max_images: 2 }, tags: ["t", "u"], count: 2 };

describe("JSON", () => {
  test("is read like YAML, with places", async () => {
    const manifest = {
      version: 1,
      images: { a: { prompt: "x", size: "4K", max_images: 2, tags: ["t", "u"], count: 2 } },
    };
    expect(await entriesOf(JSON.stringify(manifest), memoryFiles(), "json")).toMatchObject([asRead]);
    expect(await entriesOf(JSON.stringify(manifest, undefined, "\t"), memoryFiles(), "json")).toMatchObject([
      asRead,
    ]);
    const text =
      '{\n  "version": 1,\n  "images": {\n    "a": { "prompt": "x", "sise": "4K" },\n    "a": {}\n  }\n}\n';
    expect(await problemsOf(text, memoryFiles(), "json")).toEqual([
      "4:27: error: unknown field sise; did you mean size?",
      "5:5: error: the id a is there twice: ids are unique",
    ]);
  });

  test("of any text in quotes", async () => {
    const prompt = 'q"\\/\u2028 \u{1f600} \t{"a":1} é # : - ';
    const text = JSON.stringify({ version: 1, images: { a: { prompt } } });
    expect((await entriesOf(text, memoryFiles(), "json"))[0]?.input.prompt).toBe(prompt.trim());
  });
});

describe("JSON Lines", () => {
  test("has an entry a line, with its place in the file", async () => {
    const text = `${JSON.stringify({ id: "a", ...asRead.input, tags: ["t", "u"], count: 2 })}\n\n{"id": "b", "prompt": "y"}\r\n`;
    const entries = await entriesOf(text, memoryFiles(), "jsonl");
    expect(entries).toMatchObject([asRead, { id: "b", position: { line: 3, column: 8 } }]);
  });

  test("a line that is broken hides no other", async () => {
    const text =
      '{"id": "a", "prompt": "x"\n[1]\n{"prompt": "x"}\n{"id": "b", "promt": "x"}\n{"id": "b", "prompt": "x"}\n';
    const problems = await problemsOf(text, memoryFiles(), "jsonl");
    expect(problems.map((line) => line.split(": ").slice(0, 3).join(": "))).toEqual([
      "1:26: error: unexpected end of the stream within a flow collection",
      '2:1: error: a line is an object, such as {"id"',
      "3:1: error: id is missing",
      "4:8: error: prompt is missing",
      "4:13: error: unknown field promt; did you mean prompt?",
      "5:8: error: the id b is there twice",
    ]);
  });
});

describe("CSV", () => {
  test("has a header, and lists with |", async () => {
    const text = 'id,prompt,size,max_images,tags,count\na,x,4K,2,t | u,2\nb,"A ""red"" cup,\nworn",,,,\n';
    const entries = await entriesOf(text, memoryFiles(), "csv");
    expect(entries).toMatchObject([asRead, { id: "b", input: { prompt: 'A "red" cup,\nworn' }, tags: [] }]);
    expect(entries[1]?.position).toMatchObject({ line: 3, column: 1 });
  });

  test("with semicolons, Windows line ends and a byte order mark, as spreadsheets save it", async () => {
    const text = "\uFEFFid;prompt\r\na;A cup, blue\r\nb;12\r\n";
    const entries = await entriesOf(text, memoryFiles(), "csv");
    expect(entries.map(({ input }) => input.prompt)).toEqual(["A cup, blue", "12"]);
  });

  test("tells every problem at its cell", async () => {
    const text = 'id,prompt,sise,max_images\na,"two\nlines",,99\n,x,,\na,y,,three\nc,x,,,more\n';
    const problems = await problemsOf(text, memoryFiles(), "csv");
    expect(problems).toEqual([
      "1:11: error: unknown field sise; did you mean size?",
      "3:9: error: max_images: 99 is out of range; allowed: 1-15; nearest: 15",
      "4:1: error: id is missing",
      "5:1: error: the id a is there twice: ids are unique",
      "6:7: error: the row has 5 cells, the header 4",
    ]);
    expect(await problemsOf('id,prompt\na,"open\n', memoryFiles(), "csv")).toEqual([
      expect.stringContaining("2:1: error: Quoted field unterminated"),
    ]);
    expect(await problemsOf("name,prompt\na,x\n", memoryFiles(), "csv")).toContain(
      "1:1: error: there is no column id; the first row names the columns",
    );
  });
});

test.each([
  ["a.YML", "version: 1\nimages: {a: {prompt: x}}\n"],
  ["a.json", '{"version": 1, "images": {"a": {"prompt": "x"}}}'],
  ["a.jsonl", '{"id": "a", "prompt": "x"}\n'],
  ["a.ndjson", '{"id": "a", "prompt": "x"}\n'],
  ["a.csv", "id,prompt\na,x\n"],
  ["-", "version: 1\nimages: {a: {prompt: x}}\n"],
  ["-", '{"version": 1, "images": {"a": {"prompt": "x"}}}'],
  ["-", '{"id": "a", "prompt": "x"}\n'],
])("%s tells its format", async (file, text) => {
  const { manifest, problems } = await readManifest({ file, text }, memoryFiles());
  expect(problems).toEqual([]);
  expect(manifest?.entries).toMatchObject([{ id: "a", input: { prompt: "x" } }]);
});
