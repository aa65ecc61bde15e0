import { describe, expect, test } from "vitest";
import { container, png } from "../test/images.ts";
import { issuesOf, ok } from "../test/validated.ts";
import { isSeedkitError, listModels, validate } from "./index.ts";

const id = "seedream-4.5";
const issue = (field: string, value: unknown) => issuesOf(id, { prompt: "x", [field]: value })[0];
const urls = (count: number) => Array.from({ length: count }, (_, n) => `https://example.com/${n}.png`);

describe("a bad input", () => {
  test("tells everything at once, each with where, what is allowed and what is nearest", () => {
    const result = validate(id, {
      prompt: "",
      size: "8K",
      aspect_ratio: "16:10",
      width: 100,
      height: 5000,
      max_images: 0,
      sequential_image_generation: "of",
      image_input: ["https://example.com/a.png", "cat.png"],
      seed: 1,
      negative_prompt: "x",
    } as never);
    if (result.ok) throw new Error("It is valid");
    expect(result.error).toMatchObject({ code: "invalid_input", charged: "no", model: id, attempts: 0 });
    expect(isSeedkitError(result.error)).toBe(true);
    const { issues = [] } = result.error;
    expect(Object.fromEntries(issues.map(({ path, nearest }) => [path, nearest]))).toEqual({
      prompt: undefined,
      size: "4K",
      aspect_ratio: "3:2",
      width: 1024,
      height: 4096,
      max_images: 1,
      sequential_image_generation: undefined,
      "image_input[1]": undefined,
      seed: undefined,
      negative_prompt: undefined,
    });
    for (const { path, allowed } of issues) {
      expect(allowed, path).toBeTypeOf("string");
      expect(result.error.message).toContain(path);
    }
  });

  test.each([
    ["size", "2k", "2K"],
    ["size", "3K", "4K"],
    ["size", "16K", "4K"],
    ["size", "2048", "2K"],
    ["size", "Custom", "custom"],
    ["size", "custm", "custom"],
    ["aspect_ratio", "16:10", "3:2"],
    ["aspect_ratio", "9:21", "9:16"],
    ["aspect_ratio", "16x9", "16:9"],
    ["aspect_ratio", "1920:1080", "16:9"],
    ["aspect_ratio", "match-input-image", "match_input_image"],
    ["sequential_image_generation", "Auto", "auto"],
    ["sequential_image_generation", "disable", "disabled"],
    ["width", 1023, 1024],
    ["width", 1e20, 4096],
    ["width", Number.POSITIVE_INFINITY, 4096],
    ["height", "2000", 2000],
    ["height", "9000", 4096],
    ["height", 2048.4, 2048],
    ["max_images", -3, 1],
    ["max_images", 99, 15],
  ])("%s %j: nearest is %j", (field, value, nearest) => {
    expect(issue(field, value)).toMatchObject({ path: field, nearest });
  });

  test("no nearest value is offered that is itself not allowed", () => {
    for (const value of ["", null, false, true, [], {}, "wide", Number.NaN]) {
      for (const field of ["width", "height", "max_images"]) {
        expect(issue(field, value)).not.toHaveProperty("nearest");
      }
    }
  });

  test.each([
    ["prompts", "prompt"],
    ["aspect-ratio", "aspect_ratio"],
    ["aspectRatio", "aspect_ratio"],
    ["image_inputs", "image_input"],
    ["maximages", "max_images"],
    ["widht", "width"],
  ])("%s: did you mean %s?", (typed, meant) => {
    expect(issuesOf(id, { prompt: "x", [typed]: "y" })).toMatchObject([
      { path: typed, nearest: meant, message: expect.stringContaining(`did you mean ${meant}?`) },
    ]);
  });

  test("a field that is missing is told as missing, once", () => {
    expect(issuesOf(id, {})).toEqual([{ path: "prompt", message: "is missing", allowed: "a text" }]);
    expect(issuesOf(id, { prompt: undefined })).toMatchObject([{ path: "prompt", message: "is missing" }]);
  });

  test.each([null, undefined, "a prompt", 1, [], [{ prompt: "x" }]])("%j is no input", (input) => {
    expect(issuesOf(id, input)).toHaveLength(1);
  });

  test("fields of every object's prototype are unknown fields like any other", () => {
    const input = JSON.parse('{"prompt":"x","__proto__":1,"constructor":2,"toString":3}') as unknown;
    expect(issuesOf(id, input).map(({ path }) => path)).toEqual(["__proto__", "constructor", "toString"]);
  });

  test("a data URI in the wrong field is not quoted", () => {
    const secret = `data:image/png;base64,${"iVBORw0KGgo".repeat(20)}`;
    const result = validate(id, { prompt: "x", size: secret } as never);
    expect(JSON.stringify(result)).not.toContain("iVBOR");
  });
});

const dataUri = (bytes: Uint8Array) => `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;

describe("references", () => {
  test("are addresses, data URIs, bytes or Blobs, and are handed on as they came", () => {
    const given = ["https://example.com/a", dataUri(png(1, 1)), png(1, 1), new Blob([png(1, 1)])];
    const { input, settings } = ok(id, { prompt: "x", image_input: given });
    expect(input.image_input).toBe(given);
    expect(settings.image_input).toEqual(given);
  });

  test.each([
    ["cat.png"],
    ["ftp://example.com/a.png"],
    ["file:///a.png"],
    ["javascript:alert(1)"],
    [""],
    [0],
    [null],
    [{}],
    [new ArrayBuffer(4)],
  ])("%j is none", (reference) => {
    expect(issuesOf(id, { prompt: "x", image_input: ["https://example.com/a", reference] })).toMatchObject([
      { path: "image_input[1]" },
    ]);
  });

  test("more than the pages advise are a warning and no refusal", () => {
    for (const { id: model } of listModels()) {
      for (const count of [0, 1, 3])
        expect(ok(model, { prompt: "x", image_input: urls(count) }).warnings).toEqual([]);
      for (const count of [4, 10, 14, 15, 40]) {
        const { warnings } = ok(model, { prompt: "x", image_input: urls(count) });
        expect(warnings).toMatchObject([{ code: "many_references", path: "image_input" }]);
      }
    }
  });

  test("with auto, references and images are at most 15 together", () => {
    const auto = { prompt: "x", sequential_image_generation: "auto" };
    for (const { id: model } of listModels()) {
      expect(ok(model, { ...auto, image_input: urls(10), max_images: 5 }).settings.max_images).toBe(5);
      expect(issuesOf(model, { ...auto, image_input: urls(10), max_images: 6 })).toMatchObject([
        { path: "max_images", nearest: 5 },
      ]);
      expect(issuesOf(model, { ...auto, image_input: urls(15) })).toMatchObject([{ path: "image_input" }]);
      // Without auto one image comes, whatever max_images says.
      expect(ok(model, { prompt: "x", image_input: urls(10), max_images: 15 }).warnings).toMatchObject([
        { code: "many_references" },
        { code: "unused_max_images" },
      ]);
    }
  });
});

describe("a valid input", () => {
  test("is handed on as it was given, less what is undefined", () => {
    const { input } = ok(id, { prompt: "  A teapot ", size: undefined, max_images: 1 });
    expect(input).toEqual({ prompt: "  A teapot ", max_images: 1 });
    expect(Object.keys(input)).toEqual(["prompt", "max_images"]);
  });

  test("a long prompt is a warning", () => {
    expect(ok(id, { prompt: "word ".repeat(600) }).warnings).toEqual([]);
    expect(ok(id, { prompt: "word ".repeat(601) }).warnings).toMatchObject([{ code: "long_prompt" }]);
    expect(ok(id, { prompt: "w".repeat(4001) }).warnings).toMatchObject([{ code: "long_prompt" }]);
  });

  test("an unknown model names the closest one", () => {
    expect(() => validate("seedream-45", { prompt: "x" })).toThrow(
      expect.objectContaining({
        code: "not_found",
        charged: "no",
        hint: expect.stringContaining("Did you mean seedream-4.5?"),
      }),
    );
  });
});

test("references whose bytes are at hand are looked at, all of them, before anything is sent", () => {
  const image_input = [png(2, 2), new Uint8Array(9), container("heic"), "data:,x", "https://a.b/c.heic"];
  expect(issuesOf(id, { prompt: "x", image_input }).map(({ path, message }) => `${path} ${message}`)).toEqual(
    [
      "image_input[1] is not an image",
      "image_input[2] is a HEIC image: export it as JPEG first",
      "image_input[3] is not an image",
    ],
  );
  expect(validate(id, { prompt: "x", image_input: [png(2, 2), new Blob(["read later"])] }).ok).toBe(true);
});
