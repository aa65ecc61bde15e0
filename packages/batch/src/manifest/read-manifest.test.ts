import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../test/memory-files.ts";
import { detailsOf, entriesOf, images, problemsOf } from "../../test/read.ts";

describe("a manifest that is right", () => {
  test("gives its entries in order, with defaults filled in", async () => {
    const entries = await entriesOf(
      "version: 1\ndefaults: { size: 4K, tags: [web] }\nimages:\n  b: { prompt: A teapot }\n  a: { prompt: ' A cup ', size: 2K, count: 2, tags: [x] }\n",
    );
    expect(entries).toMatchObject([
      {
        id: "b",
        model: "seedream-4.5",
        input: { prompt: "A teapot", size: "4K" },
        tags: ["web"],
        count: 1,
        imagesPerCall: 1,
        outputs: { template: "images/b", format: "original" },
        position: { line: 4, column: 3 },
      },
      {
        id: "a",
        input: { prompt: "A cup", size: "2K" },
        tags: ["x"],
        count: 2,
        outputs: { template: "images/a-{index}" },
      },
    ]);
    expect(entries[0]?.input).toEqual({ prompt: "A teapot", size: "4K" });
  });

  test("takes a ratio, which looks like a time, as the text it is", async () => {
    const [entry] = await entriesOf(images("a: { prompt: yes, aspect_ratio: 3:2 }"));
    expect(entry?.input).toEqual({ prompt: "yes", aspect_ratio: "3:2" });
  });

  test("keeps files apart from addresses, each with its place", async () => {
    const [entry] = await entriesOf(
      images("a: { prompt: x, image_input: [refs/a.png, https://example.com/b.png, ../c.jpg] }"),
      memoryFiles({ "refs/a.png": "a", "../c.jpg": "c" }),
    );
    expect(entry?.input.image_input).toEqual(["https://example.com/b.png"]);
    expect(entry?.references).toEqual([
      { index: 0, path: "refs/a.png" },
      { index: 2, path: "../c.jpg" },
    ]);
  });

  test("reads prompts from files, the same under Windows", async () => {
    const files = memoryFiles({ "prompts/a.txt": "\uFEFFA teapot\r\non linen\r\n" });
    const [entry] = await entriesOf(
      "version: 1\ndefaults: { prompt_file: 'prompts/{id}.txt' }\nimages:\n  a: {}\n",
      files,
    );
    expect(entry?.input).toEqual({ prompt: "A teapot\non linen" });
  });

  test("an entry's prompt stands before the defaults' file", async () => {
    const text = "version: 1\ndefaults: { prompt_file: p.txt }\nimages:\n  a: { prompt: mine }\n";
    expect((await entriesOf(text))[0]?.input).toEqual({ prompt: "mine" });
  });

  test("auto makes room for every image it may give", async () => {
    const [entry] = await entriesOf(
      images("a: { prompt: x, sequential_image_generation: auto, max_images: 4, count: 2 }"),
    );
    expect(entry).toMatchObject({ imagesPerCall: 4, outputs: { template: "images/a-{index}" } });
  });

  test("leaves what begins with x- to others", async () => {
    await entriesOf("version: 1\nx-note: [1]\nimages:\n  a: { prompt: x, x-error: gone }\n");
  });
});

describe("a manifest with problems", () => {
  test("tells all of them at once, in order, each with its place", async () => {
    const text = [
      "version: 2",
      "default: {}",
      "images:",
      "  hero:",
      "    promt: A teapot",
      "    size: 3K",
      "    max_images: 99",
      "  '..': { prompt: x }",
      "  wide: { prompt: 5, aspect_ratio: 16:10, model: seedream-5 }",
      "  hero: { prompt: again }",
      "",
    ].join("\n");
    const problems = await problemsOf(text);
    expect(problems.map((line) => line.split(": ").slice(0, 3).join(": "))).toEqual([
      "1:10: error: this version is not known here; allowed",
      "2:1: error: unknown field default; did you mean defaults?",
      "4:3: error: prompt is missing",
      "5:5: error: unknown field promt; did you mean prompt?",
      "6:11: error: size",
      "7:17: error: max_images",
      '8:3: error: ".." is no id; allowed',
      '9:50: error: unknown model "seedream-5"; did you mean seedream-4? known',
      "10:3: error: the id hero is there twice",
    ]);
  });

  test("says what is allowed and what is nearest", async () => {
    const problems = await detailsOf(images("a: { prompt: x, aspect_ratio: 16:10, max_images: 99 }"));
    expect(problems).toMatchObject([
      { code: "invalid_value", path: "images.a.aspect_ratio", nearest: "3:2", line: 3, column: 33 },
      { code: "invalid_value", path: "images.a.max_images", allowed: "1-15", nearest: 15 },
    ]);
    expect(problems[0]?.message).toContain("16:9");
    expect(problems[0]).toMatchObject({ endLine: 3, endColumn: 38 });
  });

  test("shows a value of the defaults where it stands, once for all entries", async () => {
    const text = "version: 1\ndefaults:\n  size: 9K\nimages:\n  a: { prompt: x }\n  b: { prompt: y }\n";
    expect(await detailsOf(text)).toMatchObject([{ path: "defaults.size", line: 3, column: 9 }]);
  });

  test("a number where a text belongs is to be put in quotes", async () => {
    expect(await problemsOf(images("a: { prompt: 5 }"))).toEqual([
      '3:16: error: prompt: 5 is not a text; put it in quotes: "5"',
    ]);
    expect(await problemsOf(images("a: { prompt: x, tags: [on, 2024] }"))).toEqual([
      '3:30: error: tags: 2024 is not a text; put it in quotes: "2024"',
    ]);
    expect(await entriesOf(images("a: { prompt: !!str 5 }"))).toHaveLength(1);
  });

  test.each([
    ["count: 0", "3:26: error: count: 0 is not allowed; allowed: a whole number, 1-1000"],
    ["count: 1.5", "3:26: error: count: 1.5 is not allowed; allowed: a whole number, 1-1000"],
    ["count: '2'", '3:26: error: count: "2" is not allowed; allowed: a whole number, 1-1000'],
    ["quality: 101", "3:28: error: quality: 101 is not allowed; allowed: a whole number, 1-100"],
    ["tags: web", '3:25: error: tags: "web" is not a list; write [web]'],
    ["size: [2K]", "3:25: error: size: a list is not a single value"],
    ["image_input: a.png", '3:32: error: image_input: "a.png" is not a list; write [a.png]'],
    ["output: ''", '3:27: error: output: "" is not a text'],
    ["size:", "3:19: error: size: null is not allowed; allowed: 1K, 2K, 4K, custom"],
  ])("%s", async (field, problem) => {
    expect(await problemsOf(images(`a: { prompt: x, ${field} }`))).toEqual([problem]);
  });

  test("files that are missing, empty or no text are told where they are named", async () => {
    const files = memoryFiles({ "b.txt": " \n", "c.txt": new Uint8Array([0xff, 0xfe]) });
    const text = images(
      "a: { prompt_file: a.txt }",
      "b: { prompt_file: b.txt }",
      "c: { prompt_file: c.txt }",
      "d: { prompt: x, image_input: [gone.png, photo.HEIC, /abs.png, 'a\\b.png', 'ftp://a/b', 7] }",
      "e: { prompt: x, prompt_file: a.txt }",
    );
    expect(await problemsOf(text, files)).toEqual([
      "3:21: error: prompt_file: a.txt is not there",
      "4:21: error: prompt_file: b.txt is empty",
      "5:21: error: prompt_file: c.txt is not UTF-8 text",
      "6:33: error: image_input: there is no file gone.png",
      '6:43: error: image_input: "photo.HEIC" is a HEIC image: export it as JPEG first',
      '6:55: error: image_input: "/abs.png" is absolute: it is there on one machine only',
      expect.stringContaining('6:65: error: image_input: "a\\b.png" has \\'),
      expect.stringContaining('6:76: error: image_input: "ftp://a/b" is not an http(s) address'),
      '6:89: error: image_input: 7 is no address and no file; put it in quotes: "7"',
      "7:19: error: give prompt or prompt_file, not both",
    ]);
  });

  test("an editor may check as one types, before the files are there", async () => {
    const { readManifest } = await import("./read-manifest.ts");
    const text = images("a: { prompt_file: a.txt, image_input: [b.png] }");
    const source = { file: "m.yaml", text };
    expect((await readManifest(source, memoryFiles(), { allowMissingFiles: true })).problems).toEqual([]);
  });
});

test("neither an unknown model nor a bad id hides what else is wrong", async () => {
  const text = images("a: { prompt: x, model: nope, count: 0, output: ../a }", '"no id": { prompt: 7 }');
  const codes = (await detailsOf(text)).map(({ code, path }) => `${path} ${code}`);
  expect(codes).toEqual([
    "images.a.model unknown_model",
    "images.a.count invalid_value",
    "images.a.output output_outside",
    "images.no id bad_id",
    "images.no id.prompt wrong_type",
  ]);
});
