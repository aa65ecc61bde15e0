import { readFile, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProjectFiles, parseLock, planManifest, readManifest } from "../src/index.ts";
import { findPrunable } from "../src/prune/index.ts";
import { createProject } from "./project.ts";

const manifest = (images: Record<string, object>) =>
  JSON.stringify({ version: 1, defaults: { model: "seedream-4", size: "1K" }, images });

test("new ids, names and folders cost nothing, with the originals and without them", async () => {
  const project = await createProject(
    manifest({ a: { prompt: "A", count: 2 }, b: { prompt: "B", output: "b.jpg" } }),
  );
  await project.run();
  expect(project.emulator.journal.charged.count).toBe(3);
  const before = await readFile(join(project.folder, "images/a-1.jpg"));

  await project.write(
    manifest({
      z: { prompt: "A", count: 2, output: "out/z{index}.jpg" },
      c: { prompt: "B", output: "b.jpg" },
    }),
  );
  expect(await project.run()).toMatchObject({
    status: "success",
    counts: { reused: 3 },
    spent: { micros: 0 },
  });
  expect(await readFile(join(project.folder, "out/z1.jpg"))).toEqual(before);

  await rm(join(project.folder, ".seedkit"), { recursive: true });
  await project.write(manifest({ y: { prompt: "A", count: 2 }, c: { prompt: "B", output: "c.jpg" } }));
  await unlink(join(project.folder, "images/a-1.jpg"));
  expect(await project.run()).toMatchObject({
    status: "success",
    counts: { reused: 3 },
    spent: { micros: 0 },
  });
  expect(await readFile(join(project.folder, "images/y-1.jpg"))).toEqual(before);
  expect(project.emulator.journal.charged.count).toBe(3);

  const files = createProjectFiles(project.folder);
  const lock = parseLock(await project.read("seedkit.lock"));
  const read = await readManifest({ file: "seedkit.yaml", text: await project.read("seedkit.yaml") }, files);
  if (!read.manifest) throw new Error("the manifest is not read");
  const plan = await planManifest(read.manifest, lock, files);
  expect(plan.entries.map(({ state }) => state)).toEqual(["unchanged", "unchanged"]);
  const prunable = await findPrunable(project.folder, plan, lock);
  expect(prunable.files).not.toContain("images/y-1.jpg");
  expect(prunable.files).not.toContain("c.jpg");
});
