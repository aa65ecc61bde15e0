import { expect, test } from "vitest";
import * as z from "zod";
import { createClient, defineModel, estimate, fields, planSize, toJsonSchema, validate } from "../index.ts";

// A model of the classic zod, as somebody outside would declare it.
const sketch = defineModel({
  id: "sketch-1",
  title: "Sketch 1",
  summary: "Pencil sketches.",
  page: "https://example.com/sketch",
  slug: "sketch-1",
  price: 12_500,
  typicalMs: 4000,
  input: z.strictObject({
    prompt: z.string().trim().min(1).meta({ title: "Prompt", description: "What to draw." }),
    size: z.enum(["S", "L", "custom"]).default("S"),
    aspect_ratio: z.enum(["1:1", "2:1"]).default("1:1"),
    width: z.int().min(256).max(1024).default(512),
    height: z.int().min(256).max(1024).default(512),
    strokes: z.number().int().min(1).max(9).default(3),
  }),
  form: { prompt: { control: "textarea" } },
  size: {
    presets: { S: 512, L: 1024 },
    custom: "custom",
    step: 8,
    side: { min: 256, max: 1024 },
    pixels: { min: 65_536, max: 1_048_576 },
    underFloor: "unknown",
    loneSide: "default",
  },
  limits: {
    references: { advised: 0, most: 0 },
    referencesAndImages: 1,
    promptWords: 50,
    promptCharacters: 400,
  },
  examples: [{ title: "A cat", input: { prompt: "A cat" } }],
});

test("a model made with classic zod is checked, planned and priced like our own", () => {
  expect(validate(sketch, { prompt: "A cat", size: "L", aspect_ratio: "2:1" })).toMatchObject({
    ok: true,
    settings: { strokes: 3, max_images: 1, image_input: [] },
  });
  expect(planSize(sketch, { prompt: "A cat", size: "L", aspect_ratio: "2:1" })).toMatchObject({
    width: 1024,
    height: 512,
  });
  expect(estimate(sketch, { prompt: "A cat" }).max).toEqual({ micros: 12_500, formatted: "$0.0125" });
});

test("its issues name what is allowed and what is nearest", () => {
  const result = validate(sketch, {
    prompt: " ",
    size: "M",
    width: 20,
    strokes: 2.5,
    colour: "red",
  } as never);
  if (result.ok) throw new Error("It is valid");
  expect(result.error.issues).toMatchObject([
    { path: "prompt", message: "is empty" },
    { path: "size", allowed: "S, L, custom" },
    { path: "width", allowed: "256-1024", nearest: 256 },
    { path: "strokes", allowed: "a whole number", nearest: 3 },
    { path: "colour", allowed: expect.stringContaining("strokes") },
  ]);
});

test("forms and tools are made from it", () => {
  expect(fields(sketch).find(({ name }) => name === "strokes")).toMatchObject({
    control: "number",
    min: 1,
    max: 9,
    default: 3,
  });
  expect(toJsonSchema(sketch)).toMatchObject({ title: "Sketch 1", required: ["prompt"] });
});

test("a client of one's own models knows them and no others", () => {
  const client = createClient({ models: [sketch] });
  expect(client.prepare("sketch-1", { prompt: "A cat" }).request).toEqual({
    method: "POST",
    url: "https://api.segmind.com/v1/sketch-1",
    body: { prompt: "A cat" },
  });
  expect(() => client.prepare("seedream-4" as never, { prompt: "A cat" } as never)).toThrow(/no model/);
});
