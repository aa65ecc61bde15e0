import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { memoryFiles } from "../../test/memory-files.ts";
import { manifestJsonSchema } from "./json-schema.ts";
import { readManifest } from "./read-manifest.ts";

const isValid = new Ajv2020({ strict: false, formats: { uri: true } }).compile(manifestJsonSchema());
const files = memoryFiles({ "a.png": "x", "p.txt": "x" });
const image = (fields: object) => ({ version: 1, images: { a: { prompt: "x", ...fields } } });

const right: readonly object[] = [
  image({}),
  image({
    size: "4K",
    aspect_ratio: "3:2",
    image_input: ["a.png"],
    tags: ["t"],
    count: 2,
    output: "{id}-{index}.webp",
    quality: 80,
    max_width: 900,
  }),
  image({ model: "seedream-4", aspect_ratio: null }),
  image({ matrix: { c: ["red", 2] }, "x-note": {} }),
  { version: 1, "x-base": 1, defaults: { size: "1K", prompt_file: "p.txt" }, images: { a: {} } },
];
const wrong: readonly object[] = [
  {},
  { version: 2, images: {} },
  { version: 1, image: {}, images: {} },
  { version: 1, images: [] },
  { version: 1, images: { "a b": { prompt: "x" } } },
  image({ prompt_file: "p.txt" }),
  image({ promt: "x" }),
  image({ size: "3K" }),
  image({ max_images: 16 }),
  image({ model: "seedream-4", aspect_ratio: "match_input_image" }),
  image({ model: "nope" }),
  image({ count: 0 }),
  image({ matrix: { id: ["a"] } }),
  image({ matrix: { c: [] } }),
];

test.each(right)("the schema takes what reading takes: %j", async (manifest) => {
  const source = { file: "m.json", text: JSON.stringify(manifest) };
  expect((await readManifest(source, files)).problems).toEqual([]);
  expect(isValid(manifest), JSON.stringify(isValid.errors)).toBe(true);
});

test.each(wrong)("the schema refuses what reading refuses: %j", async (manifest) => {
  const source = { file: "m.json", text: JSON.stringify(manifest) };
  expect((await readManifest(source, files)).problems).not.toEqual([]);
  expect(isValid(manifest)).toBe(false);
});
