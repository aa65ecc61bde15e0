import { defineModel, getModel } from "@seedkit/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../manifest/entry.ts";
import { canonicalJson } from "./canonical-json.ts";
import { entryKey, keyInput } from "./entry-key.ts";

const model = "seedream-4.5";
const base: Entry = {
  id: "a",
  position: { line: 1, column: 1 },
  model,
  input: { prompt: "x" },
  references: [],
  count: 1,
  imagesPerCall: 1,
  outputs: { template: "images/a", format: "original" },
  tags: [],
};
const keyOf = (input: Entry["input"], more: Partial<Entry> = {}, hashes = {}) =>
  entryKey({ ...base, ...more, input }, hashes);

const input = fc.record(
  {
    prompt: fc.string({ minLength: 1 }),
    size: fc.constantFrom("1K", "2K", "4K", "custom"),
    aspect_ratio: fc.constantFrom("1:1", "3:2", "match_input_image"),
    width: fc.integer({ min: 1024, max: 4096 }),
    max_images: fc.integer({ min: 1, max: 15 }),
    sequential_image_generation: fc.constantFrom("auto", "disabled"),
    image_input: fc.array(fc.webUrl(), { maxLength: 3 }),
  },
  { requiredKeys: ["prompt"] },
);

describe("entryKey", () => {
  test("does not depend on the order of fields, nor on defaults that are said", async () => {
    const defaults = {
      size: "2K",
      aspect_ratio: "match_input_image",
      width: 2048,
      height: 2048,
      max_images: 1,
    };
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(await keyOf(reversed)).toBe(await keyOf(given));
        expect(await keyOf({ ...defaults, ...given })).toBe(await keyOf(given));
      }),
    );
  });

  test("is the same for two inputs only where they ask for the same", async () => {
    const filled = (given: Entry["input"]) => {
      const { settings } = getModel(model).validate(given) as { settings?: unknown };
      return canonicalJson(settings);
    };
    await fc.assert(
      fc.asyncProperty(input, input, async (a, b) => {
        fc.pre(a.prompt.trim() !== "" && b.prompt.trim() !== "");
        expect((await keyOf(a)) === (await keyOf(b))).toBe(filled(a) === filled(b));
      }),
    );
  });

  test("changes with the model and with every field", async () => {
    const changed = [
      await keyOf({ prompt: "x" }),
      await keyOf({ prompt: "x" }, { model: "seedream-4" }),
      await keyOf({ prompt: "x " }),
      await keyOf({ prompt: "x", size: "4K" }),
      await keyOf({ prompt: "x", aspect_ratio: "3:2" }),
      await keyOf({ prompt: "x", width: 1024 }),
      await keyOf({ prompt: "x", height: 1024 }),
      await keyOf({ prompt: "x", max_images: 2 }),
      await keyOf({ prompt: "x", sequential_image_generation: "auto" }),
      await keyOf({ prompt: "x", image_input: ["https://a.example/"] }),
    ];
    expect(new Set(changed).size).toBe(changed.length);
  });

  test("does not change with what is made of the images", async () => {
    const outputs = { template: "b-{index}.png", format: "png", quality: 5, maxWidth: 9 } as const;
    const more = { id: "b", count: 9, tags: ["t"], outputs, position: { line: 9, column: 9 } };
    expect(await keyOf({ prompt: "x" }, more)).toBe(await keyOf({ prompt: "x" }));
  });

  test("takes files by what they hold, in their order among the addresses", async () => {
    const hash = (digit: string) => digit.repeat(64);
    const url = "https://a.example/";
    const key = (references: Entry["references"], hashes: object, urls: readonly string[] = [url]) =>
      keyOf({ prompt: "x", image_input: urls }, { references }, hashes);
    const named = await key([{ index: 0, path: "a.png" }], { "a.png": hash("1") });
    expect(await key([{ index: 0, path: "b/c.png" }], { "b/c.png": hash("1") })).toBe(named);
    expect(await key([{ index: 0, path: "a.png" }], { "a.png": hash("2") })).not.toBe(named);
    expect(await key([{ index: 1, path: "a.png" }], { "a.png": hash("1") })).not.toBe(named);
    // An address cannot pass for a file.
    expect(await key([], {}, [hash("1"), url])).not.toBe(named);
    await expect(key([{ index: 0, path: "a.png" }], {})).rejects.toThrow("a.png");
  });

  test("a field that a model gains with a default bills nobody again", async () => {
    const before = defineModel({ ...getModel("seedream-4"), id: "m" });
    const after = defineModel({ ...getModel(model), id: "m" });
    const entry = { ...base, model: "m", input: { prompt: "x" } };
    expect(await entryKey(entry, {}, [after])).toBe(await entryKey(entry, {}, [before]));
  });

  test("is fixed: a change of it would bill everybody again", async () => {
    expect(await keyOf({ prompt: "A teapot", size: "4K" })).toBe(
      "7802e2c06fd48ae95bafa96bccfd4921375728b01704eab7fb9c1e08455b03a2",
    );
  });
});

test("keyInput keeps what differs from the defaults", () => {
  const entry = { ...base, input: { prompt: "x", size: "2K", max_images: 2, image_input: [] } };
  expect(keyInput(entry)).toEqual({ prompt: "x", max_images: 2 });
});

test("canonicalJson is JSON, sorted, whatever the order", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // Minus zero is zero in JSON.
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonicalJson({ b: 1, a: [undefined, { d: undefined, c: null }] })).toBe(
    '{"a":[null,{"c":null}],"b":1}',
  );
});
