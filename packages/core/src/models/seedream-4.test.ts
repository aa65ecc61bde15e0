import { describe, expect, test } from "vitest";
import { issuesOf, ok } from "../../test/validated.ts";
import { fields } from "../index.ts";

const id = "seedream-4";

// Typed from the sample request of the model's page.
const sample = {
  size: "2K",
  width: 2048,
  height: 2048,
  prompt:
    "Action hero into an apocalypse survivor zombie hunter, torn leather jacket with spikes, glowing red cybernetic eye, dual chainsaw weapons, burning city ruins background, blood splatter effects, horror movie aesthetic, badass energy, ultra-detailed gore",
  max_images: 1,
  image_input: [
    "https://segmind-resources.s3.amazonaws.com/input/ee043397-b857-4bf2-9ad0-70258a286e96-504cf296-f8c3-40af-b200-9b52bdae240c.png",
  ],
  sequential_image_generation: "disabled",
};

describe("Seedream 4.0", () => {
  test("takes its page's own sample unchanged", () => {
    const { input, warnings } = ok(id, sample);
    expect(input).toEqual(sample);
    expect(Object.keys(input)).toEqual(Object.keys(sample));
    expect(warnings.map(({ code }) => code)).toEqual(["unused_sides"]);
  });

  test("knows the page's defaults and sends none of them", () => {
    const { input, settings } = ok(id, { prompt: "A poster" });
    expect(input).toEqual({ prompt: "A poster" });
    expect(settings).toMatchObject({
      size: "2K",
      aspect_ratio: null,
      width: 2048,
      height: 2048,
      max_images: 1,
      sequential_image_generation: "disabled",
    });
  });

  test("takes a null ratio and sends it as it came", () => {
    expect(ok(id, { prompt: "x", aspect_ratio: null }).input).toEqual({ prompt: "x", aspect_ratio: null });
  });

  test.each([
    ["size", ["1K", "2K", "4K", "custom"]],
    ["aspect_ratio", [null, "1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]],
    ["sequential_image_generation", ["disabled", "auto"]],
    ["width", [1024, 4096]],
    ["height", [1024, 4096]],
    ["max_images", [1, 15]],
  ])("%s takes every value of the page", (name, values) => {
    for (const value of values)
      expect(ok(id, { prompt: "x", [name]: value, ...otherSide(name) }).input).toMatchObject({
        [name]: value,
      });
  });

  test("refuses match_input_image, which only the newer model has", () => {
    expect(issuesOf(id, { prompt: "x", aspect_ratio: "match_input_image" })).toMatchObject([
      { path: "aspect_ratio", allowed: "1:1, 4:3, 3:4, 16:9, 9:16, 3:2, 2:3, 21:9" },
    ]);
  });

  test("a custom size needs both sides or none", () => {
    expect(issuesOf(id, { prompt: "x", size: "custom", width: 3000 })).toMatchObject([
      { path: "height", allowed: "1024-4096 px", nearest: 2048 },
    ]);
    expect(issuesOf(id, { prompt: "x", size: "custom", height: 3000 })).toMatchObject([{ path: "width" }]);
    expect(ok(id, { prompt: "x", size: "custom" }).settings).toMatchObject({ width: 2048, height: 2048 });
    // Without custom the pair is not read, so one alone is no mistake either.
    expect(ok(id, { prompt: "x", width: 3000 }).warnings).toMatchObject([{ code: "unused_sides" }]);
  });

  test("a lone side is told together with everything else that is wrong", () => {
    const issues = issuesOf(id, { prompt: "", size: "custom", width: 3000, aspect_ratio: "16:10" });
    expect(issues.map(({ path }) => path).sort()).toEqual(["aspect_ratio", "height", "prompt"]);
  });

  test("its ratio has no default that a form must send", () => {
    const ratio = fields(id).find(({ name }) => name === "aspect_ratio");
    expect(ratio).toMatchObject({ control: "select", default: null, required: false });
    expect(ratio?.options).toEqual(["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]);
  });
});

const otherSide = (name: string) =>
  name === "width" ? { height: 1024 } : name === "height" ? { width: 1024 } : {};
