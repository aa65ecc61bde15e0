import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createProjectFiles } from "./node-files.ts";

let folder: string;
let project: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-project-"));
  project = join(folder, "project");
  await mkdir(join(project, "images"), { recursive: true });
  await writeFile(join(project, "images", "a.png"), "a");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the files of a project", () => {
  test("are read and looked at by their path from the manifest's folder", async () => {
    const files = createProjectFiles(project);
    expect(await files.read("images/a.png")).toEqual(new Uint8Array([97]));
    expect(await files.stat("images/a.png")).toMatchObject({ size: 1 });
    await writeFile(join(folder, "beside.png"), "bb");
    expect(await files.stat("../beside.png")).toMatchObject({ size: 2 });
  });

  test("that are not there, or no files, are undefined", async () => {
    const files = createProjectFiles(project);
    for (const path of ["no.png", "images/a.png/b.png", "images", `${"n".repeat(300)}.png`]) {
      expect(await files.read(path), path).toBeUndefined();
    }
    expect(await files.stat("no.png")).toBeUndefined();
    expect(await files.stat("images/a.png/b.png")).toBeUndefined();
  });

  test("a link that leads nowhere takes a name", async () => {
    await symlink(join(folder, "nowhere"), join(project, "link.png"));
    const files = createProjectFiles(project);
    expect(await files.stat("link.png")).toBeDefined();
    expect(await files.read("link.png")).toBeUndefined();
  });

  test("lie inside unless they or a link lead out", async () => {
    await mkdir(join(folder, "project-2"));
    await symlink(join(folder, "project-2"), join(project, "out"));
    await symlink(join(project, "images"), join(project, "in"));
    const files = createProjectFiles(project);
    expect(await files.isInside("images")).toBe(true);
    expect(await files.isInside("in/new/deep")).toBe(true);
    expect(await files.isInside("not/there/yet")).toBe(true);
    expect(await files.isInside("..images")).toBe(true);
    expect(await files.isInside("out")).toBe(false);
    expect(await files.isInside("out/new/deep")).toBe(false);
    expect(await files.isInside("../project-2")).toBe(false);
  });

  test("say why nothing can be written", async () => {
    const files = createProjectFiles(project);
    expect(await files.unwritable("images/new")).toBeUndefined();
    expect(await files.unwritable("images/a.png/x")).toMatch(/is a file/);
  });
});

describe("the hashes of a project", () => {
  const hash = "0".repeat(64);
  async function statOf(files: ReturnType<typeof createProjectFiles>) {
    const stat = await files.stat("images/a.png");
    if (!stat) throw new Error("there is no file");
    return stat;
  }

  test("are there the next time, for files that have not changed", async () => {
    const first = createProjectFiles(project);
    first.cache.set("images/a.png", await statOf(first), hash);
    await first.saveCache();
    expect(await readFile(join(project, ".seedkit/.gitignore"), "utf8")).toBe("*\n");
    const second = createProjectFiles(project);
    expect(second.cache.get("images/a.png", await statOf(second))).toBe(hash);
    expect(second.cache.get("constructor", await statOf(second))).toBeUndefined();
  });

  test("are forgotten where the file changed, also when its time was set back", async () => {
    const path = join(project, "images/a.png");
    const old = new Date("2020-01-01");
    await utimes(path, old, old);
    const files = createProjectFiles(project);
    files.cache.set("images/a.png", { ...(await statOf(files)), changedMs: 0 }, hash);
    await writeFile(path, "b");
    await utimes(path, old, old);
    expect(files.cache.get("images/a.png", await statOf(files))).toBeUndefined();
  });

  test.each(["", "{", "null", "[]", '{"version":1,"files":{"images/a.png":5}}', '{"version":9}'])(
    "a broken file of them is no trouble: %j",
    async (text) => {
      await mkdir(join(project, ".seedkit"));
      await writeFile(join(project, ".seedkit/hashes.json"), text);
      const files = createProjectFiles(project);
      const stat = await statOf(files);
      expect(files.cache.get("images/a.png", stat)).toBeUndefined();
      files.cache.set("images/a.png", stat, hash);
      await files.saveCache();
      expect(createProjectFiles(project).cache.get("images/a.png", stat)).toBe(hash);
    },
  );

  test("a place that cannot be written to is no trouble", async () => {
    await writeFile(join(project, ".seedkit"), "a file");
    const files = createProjectFiles(project);
    files.cache.set("images/a.png", await statOf(files), hash);
    await files.saveCache();
  });
});
