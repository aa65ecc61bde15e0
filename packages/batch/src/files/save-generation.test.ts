import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createClient } from "@seedkit/core";
import { createEmulator } from "@seedkit/emulator";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { entryOf, imageOf } from "../../test/entries.ts";
import { embedProvenance, readProvenance } from "../metadata/index.ts";
import { originalsFolderOf, type SaveResult, saveGeneration } from "./index.ts";
import { sha256 } from "./sha256.ts";

const jobKey = `${"ab".repeat(32)}-0`;
const red = await imageOf("red");
const blue = await imageOf("blue");

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "seedkit-files-")));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Options = Partial<Parameters<typeof saveGeneration>[0]>;
const save = (options: Options = {}) =>
  saveGeneration({
    folder,
    entry: entryOf(),
    callIndex: 0,
    images: [red],
    jobKey,
    metadata: false,
    ...options,
  });
const read = (path: string) => readFile(join(folder, path));
const names = (path: string) => readdir(join(folder, path)).catch(() => []);

/** Nothing is in its place, and the image lies whole where the result says. */
async function expectRescued({ files, rescued, problem }: SaveResult, image = red) {
  expect(files).toEqual([]);
  expect(rescued).toHaveLength(1);
  expect(await readFile(rescued[0] as string)).toEqual(image.bytes);
  expect(problem).toMatchObject({ charged: "yes", retryable: false });
  expect(problem?.message).toContain(rescued[0]);
}

describe("an image in its place", () => {
  test("without a format it is the service's own, with its extension, and the original is kept", async () => {
    const hash = sha256(red.bytes);
    expect(await save()).toEqual({
      files: [
        {
          path: "images/hero.jpg",
          sha256: hash,
          width: 64,
          height: 32,
          bytes: red.bytes.length,
          original: { sha256: hash, mediaType: "image/jpeg" },
        },
      ],
      rescued: [],
    });
    expect(await read("images/hero.jpg")).toEqual(red.bytes);
    expect(await readFile(join(originalsFolderOf(folder), `${hash}.jpg`))).toEqual(red.bytes);
    expect(await read(".seedkit/.gitignore")).toEqual(Buffer.from("*\n"));
    expect(await names("images")).toEqual(["hero.jpg"]);
  });

  test("metadata tells prompt, model and key; the original stays as it came", async () => {
    const { files } = await save({ metadata: true });
    const bytes = await read("images/hero.jpg");
    const key = "ab".repeat(32);
    expect(readProvenance(bytes)).toMatchObject({
      madeByAi: true,
      prompt: "a fox",
      model: "seedream-4.5",
      key,
    });
    expect(files[0]).toMatchObject({ sha256: sha256(bytes), original: { sha256: sha256(red.bytes) } });
    expect(await readFile(join(originalsFolderOf(folder), `${sha256(red.bytes)}.jpg`))).toEqual(red.bytes);
  });

  test("several images and calls are numbered through", async () => {
    const entry = entryOf({ template: "out/{id}-{index}" }, { count: 2, imagesPerCall: 2 });
    const { files } = await save({ entry, callIndex: 1, images: [red, blue] });
    expect(files.map(({ path }) => path)).toEqual(["out/hero-3.jpg", "out/hero-4.jpg"]);
  });

  test("a second time, after a crash, changes nothing", async () => {
    const first = await save({ metadata: true });
    const { mtimeMs } = await stat(join(folder, "images/hero.jpg"));
    expect(await save({ metadata: true })).toEqual(first);
    expect((await stat(join(folder, "images/hero.jpg"))).mtimeMs).toBe(mtimeMs);
  });

  test("an original that was damaged is written anew", async () => {
    await save();
    const original = join(originalsFolderOf(folder), `${sha256(red.bytes)}.jpg`);
    await writeFile(original, red.bytes.subarray(0, 100));
    await save();
    expect(await readFile(original)).toEqual(red.bytes);
  });

  test.each(["jpeg", "png", "webp"] as const)("what the emulator answers as %s", async (format) => {
    const emulator = await createEmulator({ format, pixels: "plain" });
    const client = createClient({ apiKey: "k", baseUrl: emulator.url, fetch: emulator.fetch });
    const { images } = await client.generate("seedream-4.5", { prompt: "a fox" }, { transport: "sync" });
    const { files, rescued } = await save({ images, metadata: true });
    await emulator.close();
    expect(rescued).toEqual([]);
    const bytes = await read(files[0]?.path ?? "");
    const pixels = (image?: Uint8Array) => sharp(image).raw().toBuffer();
    expect((await pixels(bytes)).equals(await pixels(images[0]?.bytes))).toBe(true);
  });
});

describe("a file that is there already", () => {
  beforeEach(async () => {
    await save();
  });

  test("is replaced where it is ours", async () => {
    const { files } = await save({ images: [blue], known: [{ sha256: sha256(red.bytes) }] });
    expect(files).toHaveLength(1);
    expect(await read("images/hero.jpg")).toEqual(blue.bytes);
  });

  test("is left alone where it was edited by hand, and the new image is rescued", async () => {
    await writeFile(join(folder, "images/hero.jpg"), "edited");
    await expectRescued(await save({ images: [blue], known: [{ sha256: sha256(red.bytes) }] }), blue);
    expect(await read("images/hero.jpg")).toEqual(Buffer.from("edited"));
  });

  test("is replaced even so where that was asked for", async () => {
    await writeFile(join(folder, "images/hero.jpg"), "edited");
    expect(await save({ images: [blue], overwriteEdited: true })).toMatchObject({ rescued: [] });
    expect(await read("images/hero.jpg")).toEqual(blue.bytes);
  });

  test("a folder of that name is never replaced", async () => {
    await rm(join(folder, "images/hero.jpg"));
    await mkdir(join(folder, "images/hero.jpg"));
    await expectRescued(await save({ overwriteEdited: true }));
  });
});

describe("an image that cannot be saved in its place", () => {
  test("where a part of the path is a file", async () => {
    await writeFile(join(folder, "images"), "a file");
    const result = await save();
    await expectRescued(result);
    expect(result.problem?.message).toContain(
      "images/hero.jpg could not be written: a part of its path is a file",
    );
    expect(dirname(result.rescued[0] ?? "")).toBe(join(folder, ".seedkit/rescue"));
  });

  test("takes no sibling along", async () => {
    const entry = entryOf({ template: "{index}/x" }, { imagesPerCall: 2 });
    await writeFile(join(folder, "1"), "a file");
    const { files, rescued } = await save({ entry, images: [red, blue] });
    expect(files.map(({ path }) => path)).toEqual(["2/x.jpg"]);
    expect(await readFile(rescued[0] as string)).toEqual(red.bytes);
  });

  test("goes to the folder that was asked for, once", async () => {
    await writeFile(join(folder, "images"), "a file");
    const rescueFolder = join(folder, "elsewhere");
    await expectRescued(await save({ rescueFolder }));
    await expectRescued(await save({ rescueFolder }));
    expect(await names("elsewhere")).toHaveLength(1);
  });

  test("goes to the system's temporary folder where the project is gone", async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, "a file");
    const result = await save();
    await expectRescued(result);
    expect(result.rescued[0]).toContain(tmpdir());
    await rm(dirname(result.rescued[0] as string), { recursive: true });
  });

  test("as it was converted, where only the place was bad", async () => {
    await writeFile(join(folder, "images"), "a file");
    const { rescued } = await save({
      entry: entryOf({ template: "images/hero.webp", format: "webp" }),
      metadata: true,
    });
    expect(rescued[0]).toMatch(/hero-1-1-[0-9a-f]{12}\.webp$/);
    expect(readProvenance(await readFile(rescued[0] as string))?.prompt).toBe("a fox");
  });

  test("as it came, where it cannot be converted", async () => {
    const broken = { ...red, bytes: Buffer.concat([red.bytes.subarray(0, 200), Buffer.alloc(50)]) };
    const entry = entryOf({ template: "images/hero.png", format: "png" });
    await expectRescued(await save({ entry, images: [broken] }), broken);
    expect(await names("images")).toEqual([]);
  });

  test("never throws, whatever is in the way", async () => {
    await writeFile(join(folder, ".seedkit"), "a file");
    const result = await save();
    await expectRescued(result);
    await rm(dirname(result.rescued[0] as string), { recursive: true });
  });
});

describe("links", () => {
  let outside: string;
  beforeEach(async () => {
    outside = await mkdtemp(join(tmpdir(), "seedkit-outside-"));
  });
  afterEach(() => rm(outside, { recursive: true }));

  test("out of the project are not followed, and nothing is made behind them", async () => {
    await symlink(outside, join(folder, "images"));
    await expectRescued(await save());
    await expectRescued(
      await save({ entry: entryOf({ template: "images/deep/er/x" }), overwriteEdited: true }),
    );
    expect(await readdir(outside)).toEqual([]);
  });

  test("that lead nowhere end in a rescue", async () => {
    await symlink(join(outside, "missing"), join(folder, "images"));
    await expectRescued(await save());
    await expectRescued(await save({ entry: entryOf({ template: "images/a/b" }) }));
    expect(await readdir(outside)).toEqual([]);
  });

  test("in place of the file are not written through", async () => {
    const target = join(outside, "precious");
    await writeFile(target, "precious");
    await mkdir(join(folder, "images"));
    await symlink(target, join(folder, "images/hero.jpg"));
    await expectRescued(await save());
    expect(await save({ overwriteEdited: true })).toMatchObject({ rescued: [] });
    expect(await readFile(target, "utf8")).toBe("precious");
    expect(await read("images/hero.jpg")).toEqual(red.bytes);
  });

  test("in place of the state folder: nothing is kept or rescued outside", async () => {
    await symlink(outside, join(folder, ".seedkit"));
    const result = await save();
    await expectRescued(result);
    expect(await readdir(outside)).toEqual([]);
    await rm(dirname(result.rescued[0] as string), { recursive: true });
  });

  test("inside the project are fine", async () => {
    await mkdir(join(folder, "public"));
    await symlink("public", join(folder, "images"));
    expect(await save()).toMatchObject({ rescued: [] });
    expect(await read("public/hero.jpg")).toEqual(red.bytes);
  });

  test("an output above the project is refused here, too", async () => {
    await expectRescued(await save({ entry: entryOf({ template: "../escaped" }) }));
  });
});

test("metadata of a converted image is that of the original and ours", async () => {
  const bytes = Buffer.from(embedProvenance(red.bytes, { model: "older" }));
  for (const format of ["jpg", "png", "webp", "avif"] as const) {
    const entry = entryOf({ template: `images/x.${format}`, format, quality: 70 });
    const { files } = await save({ entry, images: [{ ...red, bytes }], metadata: true });
    const made = await read(files[0]?.path ?? "");
    expect(readProvenance(made)).toMatchObject({ madeByAi: true, model: "seedream-4.5", prompt: "a fox" });
    expect((await sharp(made).metadata()).xmp?.toString().match(/<seedkit:model>/g)).toHaveLength(1);
  }
});
