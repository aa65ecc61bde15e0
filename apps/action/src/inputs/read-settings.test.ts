import { expect, test } from "vitest";
import { InputError } from "./input-error.ts";
import { readSettings } from "./read-settings.ts";

const read = (inputs: Record<string, string>) =>
  readSettings(
    Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );

function problemsOf(inputs: Record<string, string>): readonly string[] {
  try {
    read(inputs);
  } catch (error) {
    if (error instanceof InputError) return error.lines;
    throw error;
  }
  return [];
}

const enough = { prompt: "A red kite", "max-cost": "0.50" };

test("a prompt and a cap are enough", () => {
  expect(read(enough)).toMatchObject({
    what: { kind: "prompts", prompts: ["A red kite"], fields: {}, references: [], outputDir: "images" },
    maxCost: 500_000,
    dryRun: false,
    reuse: "auto",
    concurrency: 4,
    requestTimeout: 120_000,
    totalTimeout: 300_000,
    onError: "fail",
    onMissingKey: "fail",
    artifactName: "seedkit",
  });
});

test("the fields of the model are read by their type", () => {
  const { what } = read({
    ...enough,
    size: "custom",
    width: "3072",
    height: "2048",
    "max-images": "3",
    "sequential-image-generation": "auto",
    "image-input": "https://example.com/a.png\n\n  assets/logo.png\n",
  });
  expect(what).toMatchObject({
    fields: {
      size: "custom",
      width: 3072,
      height: 2048,
      max_images: 3,
      sequential_image_generation: "auto",
    },
    references: ["https://example.com/a.png", "assets/logo.png"],
  });
});

test("prompts are one a line", () => {
  const { what } = read({ prompts: "one\n\n two \r\nthree", "max-cost": "1" });
  expect(what).toMatchObject({ prompts: ["one", "two", "three"] });
});

test.each([
  [{}, "prompt, prompts, manifest: give exactly one of them; none is given"],
  [
    { ...enough, manifest: "a.yaml" },
    "prompt, prompts, manifest: give exactly one of them; prompt and manifest are given",
  ],
  [{ prompt: "x" }, "max-cost: is required"],
  [{ ...enough, "max-cost": "cheap" }, 'max-cost: "cheap" is not an amount in dollars'],
  [{ ...enough, "max-cost": "-1" }, 'max-cost: "-1" is not an amount'],
  [{ ...enough, size: "8K" }, "size: "],
  [{ ...enough, width: "wide" }, "width: "],
  [{ ...enough, "aspect-ratio": "16x9" }, "aspect-ratio: "],
  [{ ...enough, model: "seedream-45" }, "Did you mean seedream-4.5?"],
  [{ ...enough, reuse: "outputs" }, "Did you mean output?"],
  [{ ...enough, "dry-run": "yes" }, "dry-run: "],
  [{ ...enough, shard: "5/4" }, "shard: "],
  [{ ...enough, concurrency: "0" }, "concurrency: "],
  [{ ...enough, "total-timeout": "soon" }, "total-timeout: "],
  [{ ...enough, "retention-days": "91" }, "retention-days: "],
  [{ ...enough, "artifact-name": "a/b" }, "artifact-name: "],
  [{ ...enough, "base-url": "http://api.example.com" }, "base-url: the key travels to https"],
  [{ ...enough, "base-url": "https://user:word@example.com" }, "base-url: it may not hold a user"],
  [{ manifest: "a.yaml", "max-cost": "1", size: "4K" }, "size: is not read with a manifest"],
])("%j is refused by name", (inputs, told) => {
  expect(problemsOf(inputs).join("\n")).toContain(told);
});

test("everything wrong is told at once", () => {
  expect(problemsOf({ prompt: "x", size: "8K", "max-cost": "x", shard: "x", reuse: "x" })).toHaveLength(4);
});

test.each(["https://api.example.com/", "http://127.0.0.1:4010", "http://localhost:1", "http://[::1]:80"])(
  "%s may be the API",
  (address) => {
    expect(read({ ...enough, "base-url": address }).baseUrl).toBe(address.replace(/\/$/, ""));
  },
);

test("a dry run needs no cap", () => {
  expect(read({ prompt: "x", "dry-run": "true" })).toMatchObject({ dryRun: true });
});

test("shards name their artifact", () => {
  expect(read({ ...enough, shard: "2/4" }).artifactName).toBe("seedkit-2-of-4");
});
