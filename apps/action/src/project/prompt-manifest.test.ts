import { readManifest } from "@seedkit/batch";
import { expect, test } from "vitest";
import type { What } from "../inputs/settings.ts";
import { promptIds } from "./prompt-id.ts";
import { promptManifest } from "./prompt-manifest.ts";

type Prompts = Extract<What, { kind: "prompts" }>;
const what = (more: Partial<Prompts>): Prompts => ({
  kind: "prompts",
  prompts: ["A red kite"],
  model: "seedream-4.5",
  fields: {},
  references: [],
  outputDir: "images",
  ...more,
});

const noFiles = {
  read: async () => undefined,
  stat: async () => undefined,
  isInside: async () => true,
};

async function entries(given: Partial<Prompts>) {
  const text = promptManifest(what(given), given.references ?? []);
  const { manifest, problems } = await readManifest({ file: "seedkit.json", text, format: "json" }, noFiles);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return manifest?.entries ?? [];
}

test("a prompt keeps its id when lines around it come and go", () => {
  const [, kite] = promptIds(["A boat", "A red kite"]);
  expect(promptIds(["A red kite"])).toEqual([kite]);
  expect(promptIds(["A red kite", "A red kite"])).toEqual([kite, `${kite}-2`]);
  expect(kite).toMatch(/^a-red-kite-[0-9a-f]{8}$/);
});

test.each(["赤い凧", "🪁", "...", "con", "A".repeat(300), "../../etc/passwd", "É\u0000x"])(
  "a file name comes of any prompt: %j",
  ([...prompt]) => {
    const [id = ""] = promptIds([prompt.join("")]);
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]{7,60}$/);
  },
);

test("braces in a prompt are text", async () => {
  const prompt = 'A sign that says {colour}, {{x}} and {"a": 1}';
  const [entry] = await entries({ prompts: [prompt] });
  expect(entry?.input.prompt).toBe(prompt);
});

test("fields and references go to each of the prompts", async () => {
  const made = await entries({
    prompts: ["one", "two"],
    fields: { size: "4K", aspect_ratio: "16:9" },
    references: ["https://example.com/a.png"],
  });
  for (const { input } of made) {
    expect(input).toMatchObject({
      size: "4K",
      aspect_ratio: "16:9",
      image_input: ["https://example.com/a.png"],
    });
  }
});

test("several images of a call are numbered", async () => {
  const [entry] = await entries({ fields: { sequential_image_generation: "auto", max_images: 3 } });
  expect(entry?.outputs.template).toMatch(/-\{index\}$/);
});

test("one prompt with a name of its own keeps it when its words change", async () => {
  const [before] = await entries({ output: "hero.jpg" });
  const [after] = await entries({ output: "hero.jpg", prompts: ["A blue kite"] });
  expect([before?.id, before?.outputs.template]).toEqual(["hero", "hero.jpg"]);
  expect(after?.id).toBe("hero");
});
