import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf } from "./batch-schema.ts";
import { createWorld } from "./world.ts";

const ids = ["fox", "owl", "elk", "hen", "cat", "dog", "bee", "ant"];

test("parts that ran elsewhere are merged into the whole, as often as one likes", async () => {
  const world = await createWorld();
  const text = `version: 1\nimages:\n${ids.map((id) => `  ${id}: { prompt: a ${id} }\n`).join("")}`;
  for (const folder of ["one", "two", "whole"]) {
    await mkdir(join(world.cwd, folder));
    await writeFile(join(world.cwd, folder, "seedkit.yaml"), text);
  }
  for (const [part, folder] of ["one", "two"].entries()) {
    const words = ["batch", "run", folder, "--shard", `${part + 1}/2`, "--max-cost", "1"];
    expect((await world.run(words)).code).toBe(0);
  }
  expect(world.emulator.journal.charged.count).toBe(ids.length);
  const merge = ["batch", "merge", "one", "two/seedkit.lock", "--manifest", "whole", "--json"];
  const merged = documentOf("merge", (await world.run(merge)).stdout);
  expect(merged).toMatchObject({ images: ids.length, missing: [] });
  expect(merged.copied).toHaveLength(ids.length);
  expect(documentOf("merge", (await world.run(merge)).stdout)).toMatchObject({ copied: [], missing: [] });
  expect((await world.run(["batch", "check", "whole"])).code).toBe(0);

  // A part that came without its files.
  await cp(join(world.cwd, "one/seedkit.lock"), join(world.cwd, "three/seedkit.lock"));
  await rm(join(world.cwd, "whole/images"), { recursive: true });
  const bare = await world.run(["batch", "merge", "three", "--manifest", "whole"]);
  expect(bare.code).toBe(1);
  expect(bare.stdout).toContain("missing  images/");
});

test("status tells what was made, what is open, and what to do about it", async () => {
  const world = await createWorld({
    faults: [{ match: { prompt: "owl" }, fault: { kind: "status", status: 504 }, times: 1 }],
  });
  expect(documentOf("status", (await world.run(["batch", "status", "--json"])).stdout)).toMatchObject({
    images: 0,
    unfinished: false,
  });
  await writeFile(
    join(world.cwd, "seedkit.yaml"),
    "version: 1\nimages:\n  fox: { prompt: a fox }\n  owl: { prompt: an owl }\n",
  );
  await world.run(["batch", "run", "--max-cost", "1", "--transport", "sync"]);
  const { stdout } = await world.run(["batch", "status"]);
  expect(stdout).toContain("1 image in 1 file, for $0.04");
  expect(stdout).toContain("--retry-ambiguous");
  expect(documentOf("status", (await world.run(["batch", "status", "--json"])).stdout)).toMatchObject({
    images: 1,
    calls: { ambiguous: 1 },
    perhapsSpent: { micros: 40_000 },
  });
});
