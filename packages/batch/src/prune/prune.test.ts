import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProject, manifestOf, price } from "../../test/project.ts";
import { parseLock } from "../lock/parse-lock.ts";
import { planManifest, readManifest } from "../manifest/index.ts";
import { createProjectFiles } from "../node-files.ts";
import { prune } from "./prune.ts";

type Project = Awaited<ReturnType<typeof createProject>>;

async function pruned({ folder, read }: Project) {
  const files = createProjectFiles(folder);
  const { manifest } = await readManifest({ file: "seedkit.yaml", text: await read("seedkit.yaml") }, files);
  if (!manifest) throw new Error("the manifest is not read");
  const plan = await planManifest(manifest, parseLock(await read("seedkit.lock")), files, { emulated: true });
  return prune(folder, plan);
}

const exists = (project: Project, path: string) =>
  access(join(project.folder, path)).then(
    () => true,
    () => false,
  );

/** Two of three calls of an entry are left as they were before it changed. */
async function halfReplaced() {
  const project = await createProject(manifestOf(["a"], { count: 3 }));
  await project.run();
  await project.write(manifestOf(["a"], { count: 3, aspect_ratio: "4:3" }));
  await project.run({ maxCost: price });
  expect(parseLock(await project.read("seedkit.lock")).images.a?.replaced).toHaveLength(2);
  return project;
}

test("files of earlier calls go, and those that were edited by hand stay", async () => {
  const project = await halfReplaced();
  await writeFile(join(project.folder, "images/a-3.jpg"), "edited");
  const { ids, files, kept } = await pruned(project);
  expect({ ids, files }).toEqual({ ids: [], files: ["images/a-2.jpg"] });
  expect(kept).toEqual([{ path: "images/a-3.jpg", why: "it was edited by hand" }]);
  expect(await exists(project, "images/a-1.jpg")).toBe(true);
  expect(await exists(project, "images/a-2.jpg")).toBe(false);
  expect(await readFile(join(project.folder, "images/a-3.jpg"), "utf8")).toBe("edited");
  const { a } = parseLock(await project.read("seedkit.lock")).images;
  expect(a?.replaced).toBeUndefined();
  expect(a?.calls).toHaveLength(1);
  expect(await pruned(project)).toMatchObject({ ids: [], files: [], kept: [], originals: [] });
});

test("an image that has a new name is not removed before a run has moved it", async () => {
  const project = await createProject(manifestOf(["a"], { prompt: "A fox" }));
  await project.run();
  await project.write(manifestOf(["b"], { prompt: "A fox" }));
  const { files, originals, kept } = await pruned(project);
  expect({ files, originals }).toEqual({ files: [], originals: [] });
  expect(kept.map(({ path }) => path)).toEqual(["images/a.jpg"]);
  expect(await project.run()).toMatchObject({ counts: { reused: 1 }, spent: { micros: 0 } });
  expect((await pruned(project)).files).toEqual(["images/a.jpg"]);
  expect(await exists(project, "images/b.jpg")).toBe(true);
});
