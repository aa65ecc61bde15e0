import { fields, getModel, listModels, planSize, validate } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import { sentenceOfCore } from "./sentences-of-core.ts";

const models: readonly string[] = listModels().map(({ id }) => id);
const inputs: readonly Readonly<Record<string, unknown>>[] = [
  { prompt: "" },
  {},
  { prompt: "x", size: "9K" },
  { prompt: "x", aspect_ratio: "banana" },
  { prompt: "x", size: "custom", width: 10, height: 99_999 },
  { prompt: "x", size: "custom", width: "wide", height: 2000.5 },
  { prompt: "x", size: "custom", width: 2000 },
  { prompt: "x", width: 2000 },
  { prompt: "x", max_images: 4 },
  { prompt: "word ".repeat(2000) },
  { prompt: "x".repeat(20_000) },
  { prompt: "x", image_input: ["no address"] },
  { prompt: "x", image_input: [new Uint8Array([1, 2, 3])] },
  { prompt: "x", image_input: Array.from({ length: 5 }, () => "https://example.invalid/a.png") },
  {
    prompt: "x",
    image_input: Array.from({ length: 13 }, () => "https://example.invalid/a.png"),
    sequential_image_generation: "auto",
    max_images: 9,
  },
];

describe.each(models)("what core says of inputs of %s", (model) => {
  test.each(inputs.map((input) => [JSON.stringify(input).slice(0, 60), input]))("%s", (_, input) => {
    const said = validate(model, input);
    const texts = said.ok
      ? said.warnings.map(({ message }) => message)
      : said.error.issues?.map(({ message }) => message);
    for (const text of texts ?? []) expect(sentenceOfCore(text), text).toBeDefined();
  });

  test("sizes", () => {
    const field = (name: string) => fields(model).find((one) => one.name === name)?.options ?? [];
    for (const size of field("size").map(String))
      for (const aspect_ratio of field("aspect_ratio").map(String)) {
        const { why } = planSize(model, {
          prompt: "x",
          size,
          aspect_ratio,
          ...(size === "custom" && { width: 1111, height: 2222 }),
        });
        expect(sentenceOfCore(why), `${getModel(model).id}: ${why}`).toBeDefined();
      }
  });
});

test("parts are what stands in the sentence", () => {
  expect(sentenceOfCore('"9K" is not allowed; allowed: 1K, 2K')).toEqual({
    key: "{0} is not allowed; allowed: {1}",
    parts: ['"9K"', "1K, 2K"],
  });
  expect(sentenceOfCore("something else")).toBeUndefined();
});
