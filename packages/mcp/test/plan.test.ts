import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorld, textOf } from "./world.ts";

test("a plan tells size, price, time and warnings; nothing is sent and nothing is written", async () => {
  const { call, emulator, folder } = await createWorld();
  const answer = await call("seedkit_plan", {
    prompt: "a fox",
    size: "4K",
    aspect_ratio: "16:9",
    width: 1024,
  });
  const text = textOf(answer);
  expect(text).toContain("4096x2304 px");
  expect(text).toMatch(/Price: \$0\.04\. Usual time: 32 s\. Nothing was sent\./);
  expect(text).toContain("Warning: ");
  expect(answer.structuredContent).toMatchObject({
    cost: { max: { micros: 40_000 } },
    saveAs: join(folder, "a-fox.jpg"),
  });
  expect(emulator.journal.requests).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test("a manifest is planned as it is, and its problems are told at once", async () => {
  const { call, emulator, folder } = await createWorld();
  await writeFile(
    join(folder, "seedkit.yaml"),
    "version: 1\nimages:\n  hero: { prompt: A teapot, size: 4K }\n  icon: { prompt: A cup, output: icon.jpg }\n",
  );
  const answer = await call("seedkit_plan", { manifest: "seedkit.yaml" });
  expect(textOf(answer)).toContain("seedkit.yaml: 2 calls for $0.08");
  expect(textOf(answer)).toContain("- hero: new ($0.04)");
  expect(answer.structuredContent).toMatchObject({ calls: 2, cost: { max: { micros: 80_000 } } });
  await writeFile(
    join(folder, "bad.yaml"),
    "version: 1\nimages:\n  a: { prompt: x, size: 3K }\n  b: { sise: 2K }\n",
  );
  const bad = await call("seedkit_plan", { manifest: "bad.yaml" });
  expect(bad.isError).toBe(true);
  expect(textOf(bad)).toMatch(/bad\.yaml:3:\d+: error: .*3K/);
  expect(textOf(bad)).toMatch(/bad\.yaml:4:\d+: error: /);
  const both = await call("seedkit_plan", { manifest: "seedkit.yaml", prompt: "x" });
  expect(textOf(both)).toContain("nothing beside it");
  expect((await readdir(folder)).sort()).toEqual(["bad.yaml", "seedkit.yaml"]);
  expect(emulator.journal.requests).toEqual([]);
});
