import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mergeProjects } from "../src/merge/index.ts";
import { batchStatus } from "../src/run/status.ts";
import { createProject, manifestOf, price, temporaryFolder } from "./project.ts";

const ids = Array.from({ length: 60 }, (_, at) => `image-${at}`);

test.each([1, 2, 3, 5, 8, 16])(
  "%i parts together do exactly the whole, and merge to what one would have made",
  async (count) => {
    const project = await createProject(manifestOf(ids, { count: 2 }));
    const root = await temporaryFolder();
    const parts = Array.from({ length: count }, (_, at) => join(root, `part-${at + 1}`));
    const made: string[] = [];
    for (const [at, part] of parts.entries()) {
      await mkdir(part);
      await cp(project.file, join(part, "seedkit.yaml"));
      const result = await project.run({
        manifest: join(part, "seedkit.yaml"),
        shard: { index: at + 1, count },
        concurrency: 16,
      });
      expect(result.status).toBe("success");
      made.push(
        ...result.jobs
          .filter(({ status }) => status === "generated")
          .map(({ id, index }) => `${id}/${index}`),
      );
    }
    expect(made.toSorted()).toEqual(ids.flatMap((id) => [`${id}/0`, `${id}/1`]).toSorted());
    expect(project.emulator.journal.charged.count).toBe(120);

    const merge = async (folders: readonly string[]) =>
      mergeProjects({ manifest: project.file, parts: folders });
    expect(await merge(parts)).toMatchObject({ images: 60, missing: [] });
    const lock = await project.read("seedkit.lock");
    expect(await merge(parts.toReversed())).toMatchObject({ images: 60, copied: [], missing: [] });
    expect(await project.read("seedkit.lock")).toBe(lock);
    // Nothing is left to do.
    expect((await project.run()).counts).toMatchObject({ reused: 120, skipped: 0 });
    expect(project.emulator.journal.charged.count).toBe(120);
    expect(await batchStatus(project.folder)).toMatchObject({
      images: 60,
      files: 120,
      worth: { micros: 120 * price },
    });
  },
);

test("what is ambiguous in a part is so in the whole, however often it is merged", async () => {
  const project = await createProject(manifestOf(ids.slice(0, 4)), {
    faults: [{ fault: { kind: "reset-after-charge" }, match: { prompt: "image-2" } }],
  });
  const part = await temporaryFolder();
  await cp(project.file, join(part, "seedkit.yaml"));
  await project.run({ manifest: join(part, "seedkit.yaml") });
  await mergeProjects({ manifest: project.file, parts: [part] });
  const ledger = await project.read(".seedkit/ledger.jsonl");
  await mergeProjects({ manifest: project.file, parts: [part, project.folder] });
  expect(await project.read(".seedkit/ledger.jsonl")).toBe(ledger);
  const result = await project.run();
  expect(result.counts).toMatchObject({ reused: 3, ambiguous: 1 });
  expect(project.posts()).toHaveLength(4);
});

test("a file that is nobody's is not written over", async () => {
  const project = await createProject(manifestOf(["a"]));
  const part = await temporaryFolder();
  await cp(project.file, join(part, "seedkit.yaml"));
  await project.run({ manifest: join(part, "seedkit.yaml") });
  await mkdir(join(project.folder, "images"));
  await writeFile(join(project.folder, "images", "a.jpg"), "mine");
  await expect(mergeProjects({ manifest: project.file, parts: [part] })).rejects.toThrow("images/a.jpg");
  expect(await readFile(join(project.folder, "images", "a.jpg"), "utf8")).toBe("mine");
});
