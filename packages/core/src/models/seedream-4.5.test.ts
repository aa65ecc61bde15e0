import { describe, expect, test } from "vitest";
import { issuesOf, ok } from "../../test/validated.ts";
import { fields } from "../index.ts";

const id = "seedream-4.5";

// Typed from the sample request of the model's page.
const sample = {
  size: "2K",
  width: 2048,
  height: 2048,
  prompt:
    "Create a professional H&M clothing brand photoshoot of the man wearing all the reference clothes, striking confident model poses against an urban city street background with skyscrapers and vibrant daylight.",
  max_images: 1,
  image_input: [
    "https://segmind-inference-inputs.s3.amazonaws.com/273f368e-3274-4a6e-8a2c-2cdd5881948e-d61283c9-839e-4107-9185-4ea883ecaded.webp",
    "https://segmind-inference-inputs.s3.amazonaws.com/d47c85b4-f584-45e7-97ea-2ae0eeae4880-548c2fcfa1e14e301329ef45b8e093af.jpg",
    "https://segmind-inference-inputs.s3.amazonaws.com/d4545759-47ba-4c92-afa3-49fb260e8c51-IMG_7135.webp",
    "https://segmind-inference-inputs.s3.amazonaws.com/2d803ba1-7c89-4d54-996f-11c9572d8db9-IMG_7137.webp",
    "https://segmind-inference-inputs.s3.amazonaws.com/a461a78b-6db9-443a-8882-69ed7ccc2390-IMG_7138.webp",
  ],
  aspect_ratio: "match_input_image",
  sequential_image_generation: "disabled",
};

describe("Seedream 4.5", () => {
  test("takes its page's own sample unchanged, and only warns of what the page advises", () => {
    const { input, warnings } = ok(id, sample);
    expect(input).toEqual(sample);
    expect(Object.keys(input)).toEqual(Object.keys(sample));
    expect(warnings.map(({ code }) => code)).toEqual(["many_references", "unused_sides"]);
  });

  test("sends a prompt alone as a prompt alone, and knows the page's defaults", () => {
    const { input, settings, warnings } = ok(id, { prompt: "A teapot" });
    expect(input).toEqual({ prompt: "A teapot" });
    expect(settings).toEqual({
      prompt: "A teapot",
      size: "2K",
      aspect_ratio: "match_input_image",
      width: 2048,
      height: 2048,
      image_input: [],
      max_images: 1,
      sequential_image_generation: "disabled",
    });
    expect(warnings).toEqual([]);
  });

  test.each([
    ["size", ["1K", "2K", "4K", "custom"]],
    ["aspect_ratio", ["match_input_image", "1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]],
    ["sequential_image_generation", ["disabled", "auto"]],
    ["width", [1024, 1025, 2048, 4096]],
    ["height", [1024, 1025, 2048, 4096]],
    ["max_images", [1, 2, 14, 15]],
  ])("%s takes every value of the page", (name, values) => {
    for (const value of values)
      expect(ok(id, { prompt: "x", [name]: value }).input).toEqual({ prompt: "x", [name]: value });
  });

  test.each([
    ["size", ["2k", "8K", "", "auto", 2048, null, 0, false]],
    ["aspect_ratio", ["9:21", "16x9", "square", "", null, 1, 0, false]],
    ["sequential_image_generation", ["on", "Auto", "", true, false, 0, null]],
    ["width", [1023, 4097, 0, -1, 2048.5, "2048", "", null, false, Number.NaN, Number.POSITIVE_INFINITY]],
    ["height", [1023, 4097, 0, -1, 2048.5, "2048", "", null, false]],
    ["max_images", [0, 16, -1, 1.5, "3", "", null, false]],
    ["prompt", ["", " ", "\n\t", 0, false, null, ["x"]]],
    ["image_input", ["https://example.com/a.png", "", 0, false, null, {}]],
  ])("%s refuses anything else, and never calls it missing", (name, values) => {
    for (const value of values) {
      const issues = issuesOf(id, { prompt: "x", [name]: value });
      expect(issues, JSON.stringify(value)).toHaveLength(1);
      expect(issues[0]).toMatchObject({ path: name, allowed: expect.any(String) });
      expect(issues[0]?.message).not.toContain("missing");
    }
  });

  test("with a lone custom side the other is 2048", () => {
    expect(ok(id, { prompt: "x", size: "custom", width: 3072 }).settings).toMatchObject({
      width: 3072,
      height: 2048,
    });
    expect(ok(id, { prompt: "x", size: "custom", height: 3072 }).settings).toMatchObject({
      width: 2048,
      height: 3072,
    });
  });

  test("its fields show labels, defaults, options and ranges of the page", () => {
    const byName = Object.fromEntries(fields(id).map((field) => [field.name, field]));
    expect(Object.keys(byName).sort()).toEqual([
      "aspect_ratio",
      "height",
      "image_input",
      "max_images",
      "prompt",
      "sequential_image_generation",
      "size",
      "width",
    ]);
    expect(byName.prompt).toMatchObject({ control: "textarea", required: true, multiple: false });
    expect(byName.size).toMatchObject({
      control: "select",
      default: "2K",
      options: ["1K", "2K", "4K", "custom"],
    });
    expect(byName.aspect_ratio).toMatchObject({ flag: "aspect-ratio", default: "match_input_image" });
    expect(byName.aspect_ratio?.options).toHaveLength(9);
    for (const side of ["width", "height"]) {
      expect(byName[side]).toMatchObject({
        control: "number",
        min: 1024,
        max: 4096,
        default: 2048,
        required: false,
        visibleWhen: { field: "size", equals: "custom" },
      });
    }
    expect(byName.max_images).toMatchObject({ min: 1, max: 15, default: 1 });
    expect(byName.image_input).toMatchObject({ control: "images", multiple: true, required: false });
    for (const field of fields(id)) {
      expect(field.label).not.toBe("");
      expect(field.help).not.toBe("");
    }
  });
});
