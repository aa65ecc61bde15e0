import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { container, jpeg, png } from "../../test/images.ts";
import { isSeedkitError } from "../errors.ts";
import { loadReferences } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-references-"));
  await writeFile(join(folder, "a.png"), png(3, 2));
  await writeFile(join(folder, "b c.jpg"), jpeg(5, 4));
  await writeFile(join(folder, "photo.heic"), container("heic"));
  await writeFile(join(folder, "notes.txt"), "hello");
  await mkdir(join(folder, "more"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("loadReferences", () => {
  test("reads paths, and leaves addresses, data URIs and bytes as they are", async () => {
    const blob = new Blob(["x"]);
    const given = ["https://example.com/a.png", "HTTP://example.com/b", "data:,x", png(1, 1), blob];
    expect(await loadReferences([...given, "a.png"], { cwd: folder })).toEqual([...given, png(3, 2)]);
  });

  test("takes relative, absolute and file: names", async () => {
    const names = [
      "a.png",
      "./more/../a.png",
      join(folder, "a.png"),
      pathToFileURL(join(folder, "a.png")).href,
    ];
    for (const name of names) expect(await loadReferences([name], { cwd: folder })).toEqual([png(3, 2)]);
    const spaced = pathToFileURL(join(folder, "b c.jpg")).href;
    expect(await loadReferences([spaced])).toEqual([jpeg(5, 4)]);
  });

  test("gives arrays that hold nothing but the file", async () => {
    const [bytes] = await loadReferences(["a.png"], { cwd: folder });
    expect(bytes).not.toBeInstanceOf(Buffer);
    expect(bytes).toHaveLength(png(3, 2).length);
  });

  test("tells of everything that is wrong at once, each by its place", async () => {
    const names = ["a.png", "missing.png", "more", "photo.heic", "notes.txt", "file://elsewhere/a.png"];
    const error = await loadReferences(names, { cwd: folder }).catch((reason: unknown) => reason);
    if (!isSeedkitError(error)) throw error;
    expect(error).toMatchObject({ code: "invalid_input", charged: "no" });
    expect(error.issues?.map(({ path }) => path)).toEqual([1, 2, 3, 4, 5].map((n) => `image_input[${n}]`));
    expect(error.issues?.map(({ message }) => message)).toEqual([
      expect.stringContaining("there is no such file"),
      expect.stringContaining("it is a folder"),
      expect.stringContaining("HEIC"),
      expect.stringContaining("is not an image"),
      expect.any(String),
    ]);
    expect(error.message).toContain("export it as JPEG");
  });
});
