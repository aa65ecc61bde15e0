import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saveFile } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-save-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bytes = new Uint8Array([1, 2, 3]);

describe("saveFile", () => {
  test("writes the bytes, makes missing folders and leaves nothing else", async () => {
    const path = join(folder, "a", "b", "image.jpg");
    await saveFile(path, bytes);
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    expect(await readdir(join(folder, "a", "b"))).toEqual(["image.jpg"]);
  });

  test("writes text, with the mode it is told", async () => {
    const path = join(folder, "key");
    await saveFile(path, "secret\n", { mode: 0o600 });
    expect(await readFile(path, "utf8")).toBe("secret\n");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("leaves an existing file as it is", async () => {
    const path = join(folder, "image.jpg");
    await writeFile(path, "mine");
    await expect(saveFile(path, bytes)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path, "utf8")).toBe("mine");
    expect(await readdir(folder)).toEqual(["image.jpg"]);
  });

  test("replaces it where that is asked for", async () => {
    const path = join(folder, "image.jpg");
    await writeFile(path, "old");
    await saveFile(path, bytes, { overwrite: true });
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    expect(await readdir(folder)).toEqual(["image.jpg"]);
  });

  test.each([{ overwrite: false }, { overwrite: true }])(
    "never writes through a link at its place: %j",
    async ({ overwrite }) => {
      const target = join(folder, "elsewhere.txt");
      const path = join(folder, "image.jpg");
      await writeFile(target, "precious");
      await symlink(target, path);
      const saved = saveFile(path, bytes, { overwrite });
      if (overwrite) {
        await saved;
        expect(new Uint8Array(await readFile(path))).toEqual(bytes);
      } else {
        await expect(saved).rejects.toMatchObject({ code: "EEXIST" });
        expect(await readlink(path)).toBe(target);
      }
      expect(await readFile(target, "utf8")).toBe("precious");
      expect((await readdir(folder)).sort()).toEqual(["elsewhere.txt", "image.jpg"]);
    },
  );

  test("a link that leads nowhere is no free name", async () => {
    const path = join(folder, "image.jpg");
    await symlink(join(folder, "nowhere"), path);
    await expect(saveFile(path, bytes)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readdir(folder)).toEqual(["image.jpg"]);
  });

  test("of many who write the same name at once exactly one wins, and its file is whole", async () => {
    const path = join(folder, "image.jpg");
    const contents = Array.from({ length: 12 }, (_, index) => new Uint8Array(50_000).fill(index));
    const saved = await Promise.allSettled(contents.map((content) => saveFile(path, content)));
    const winners = saved.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
    expect(winners).toHaveLength(1);
    for (const result of saved) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "EEXIST" });
    }
    expect(new Uint8Array(await readFile(path))).toEqual(contents[winners[0] ?? 0]);
    expect(await readdir(folder)).toEqual(["image.jpg"]);
  });

  test("who overwrites at once leaves one whole file", async () => {
    const path = join(folder, "image.jpg");
    const contents = Array.from({ length: 8 }, (_, index) => new Uint8Array(50_000).fill(index));
    await Promise.all(contents.map((content) => saveFile(path, content, { overwrite: true })));
    const left = new Uint8Array(await readFile(path));
    expect(left).toEqual(new Uint8Array(50_000).fill(left[0] ?? 0));
    expect(await readdir(folder)).toEqual(["image.jpg"]);
  });

  test("a failure leaves no temporary file", async () => {
    await mkdir(join(folder, "taken"));
    await expect(saveFile(join(folder, "taken"), bytes, { overwrite: true })).rejects.toThrow();
    await expect(saveFile(join(folder, "taken"), bytes)).rejects.toMatchObject({ code: "EEXIST" });
    await writeFile(join(folder, "file"), "");
    await expect(saveFile(join(folder, "file", "image.jpg"), bytes)).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(["file", "taken"]);
    expect(await readdir(join(folder, "taken"))).toEqual([]);
  });

  test("a name may be as long as the system allows", async () => {
    const name = `${"n".repeat(251)}.jpg`;
    await saveFile(join(folder, name), bytes);
    expect(await readdir(folder)).toEqual([name]);
  });
});
