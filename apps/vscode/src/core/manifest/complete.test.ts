import { expect, test } from "vitest";
import { complete } from "./complete.ts";

const noFiles = { files: async () => [] };

/** What is offered at the bar. */
async function offered(text: string, files: readonly string[] = []) {
  const before = text.slice(0, text.indexOf("|"));
  const rows = text.replace("|", "").split("\n");
  const line = before.split("\n").length - 1;
  const column = before.length - before.lastIndexOf("\n") - 1;
  const lines = { count: rows.length, line: (at: number) => rows[at] ?? "" };
  return complete(lines, line, column, files.length > 0 ? { files: async () => files } : noFiles);
}

const labels = async (text: string, files?: readonly string[]) =>
  (await offered(text, files)).map(({ label }) => label);

test("at the top the names of a manifest are offered, less those that are there", async () => {
  expect(await labels("version: 1\n|")).toEqual(["defaults", "images"]);
  expect(await labels("|")).toEqual(["version", "defaults", "images"]);
});

test("in an image its fields are offered, less those that are there", async () => {
  const fields = await labels("version: 1\nimages:\n  hero:\n    prompt: A fox\n    |\n    size: 2K\n");
  expect(fields).toContain("aspect_ratio");
  expect(fields).toContain("matrix");
  expect(fields).not.toContain("prompt");
  expect(fields).not.toContain("size");
  expect(await labels("defaults:\n  |\nimages:")).not.toContain("matrix");
});

test("a value is offered quoted where other readers would take it for a number", async () => {
  const [first] = (await offered("images:\n  hero:\n    aspect_ratio: 16|")).filter(
    ({ label }) => label === "16:9",
  );
  expect(first).toMatchObject({ insert: '"16:9"', start: 18, end: 20 });
  expect(await labels("images:\n  hero:\n    size: |")).toEqual(["1K", "2K", "4K", "custom"]);
  expect(await labels('images:\n  hero:\n    model: "|"')).toEqual(["seedream-4", "seedream-4.5"]);
});

test("a model's own values are offered where it is named", async () => {
  const of = (model: string) => labels(`images:\n  hero:\n    model: ${model}\n    aspect_ratio: |`);
  expect(await of("seedream-4")).not.toContain("match_input_image");
  expect(await of("seedream-4.5")).toContain("match_input_image");
});

test("it works in flow style and in what is not whole", async () => {
  expect(await labels("images:\n  hero: { prompt: A fox, |")).toContain("output");
  expect(await labels("images:\n  hero: { size: |")).toContain("4K");
  expect(await labels("images:\n  broken: [\n  hero:\n    qual|")).toContain("quality");
});

test("a new entry comes as a snippet", async () => {
  const [entry] = await offered("images:\n  hero:\n    prompt: A fox\n  |");
  expect(entry).toMatchObject({ kind: "entry", start: 2 });
  expect(entry?.insert).toContain("prompt:");
});

test("tags of the whole manifest are offered, and files and folders of the project", async () => {
  const text =
    "images:\n  a:\n    tags: [landing, teas]\n  b:\n    tags:\n      - winter\n  c:\n    tags: [landing, |]";
  expect(await labels(text)).toEqual(["teas", "winter"]);
  const files = ["refs/", "a.png", "notes.txt", ".git/"];
  expect(await labels("images:\n  a:\n    image_input:\n      - |", files)).toEqual(["refs/", "a.png"]);
  expect(await labels("images:\n  a:\n    image_input: [art/|]", files)).toEqual(["art/refs/", "art/a.png"]);
  expect(await labels("images:\n  a:\n    prompt_file: |", files)).toEqual(["refs/", "notes.txt"]);
});

test("nothing is offered in comments, block texts and for other people's fields", async () => {
  expect(await labels("images: # |")).toEqual([]);
  expect(await labels("images:\n  a:\n    matrix:\n      |")).toEqual([]);
});
