import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { entryOf, imageOf } from "../../test/entries.ts";
import { readProvenance } from "../metadata/index.ts";
import { originalsFolderOf, rederive, saveGeneration, unusedOriginals } from "./index.ts";
import { sha256 } from "./sha256.ts";

const red = await imageOf("red");
const blue = await imageOf("blue");
const jobKey = `${"ab".repeat(32)}-0`;
const pair = { count: 1, imagesPerCall: 2 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-rederive-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function made() {
  const entry = entryOf({ template: "images/{id}-{index}" }, pair);
  const base = { folder, callIndex: 0, jobKey, metadata: false };
  const { files } = await saveGeneration({ ...base, entry, images: [red, blue] });
  return { base, files };
}

test("another format, width and metadata cost nothing: the files are made of the originals", async () => {
  const { base, files } = await made();
  const entry = entryOf({ template: "images/{id}-{index}.webp", format: "webp", maxWidth: 20 }, pair);
  const again = await rederive({ ...base, entry, files, metadata: true });
  expect(again).toMatchObject({
    rescued: [],
    files: [{ path: "images/hero-1.webp", width: 20 }, { path: "images/hero-2.webp" }],
  });
  expect(again?.files.map(({ original }) => original)).toEqual(files.map(({ original }) => original));
  expect(readProvenance(await readFile(join(folder, "images/hero-2.webp")))?.prompt).toBe("a fox");
});

test("a file that is gone comes back the same; one of ours is replaced, one edited by hand is not", async () => {
  const { base, files } = await made();
  const entry = entryOf({ template: "images/{id}-{index}" }, pair);
  await rm(join(folder, "images/hero-1.jpg"));
  expect(await rederive({ ...base, entry, files })).toEqual({ files, rescued: [] });
  await writeFile(join(folder, "images/hero-2.jpg"), "edited");
  const again = await rederive({ ...base, entry, files, metadata: true });
  expect(again?.files.map(({ path }) => path)).toEqual(["images/hero-1.jpg"]);
  expect(again?.rescued).toHaveLength(1);
  expect(await readFile(join(folder, "images/hero-2.jpg"), "utf8")).toBe("edited");
});

test("where an original is gone or damaged, nothing is written", async () => {
  const { base, files } = await made();
  const entry = entryOf({ template: "other/{id}-{index}" }, pair);
  const original = join(originalsFolderOf(folder), `${sha256(blue.bytes)}.jpg`);
  for (const spoil of [() => writeFile(original, "x"), () => rm(original)]) {
    await spoil();
    expect(await rederive({ ...base, entry, files })).toBeUndefined();
  }
  expect(await readdir(folder)).not.toContain("other");
});

test("originals that no file was made of are found, and nothing else", async () => {
  const { files } = await made();
  await writeFile(join(originalsFolderOf(folder), "notes.txt"), "mine");
  expect(await unusedOriginals(folder, files)).toEqual([]);
  expect(await unusedOriginals(folder, files.slice(1))).toEqual([
    {
      path: join(originalsFolderOf(folder), `${sha256(red.bytes)}.jpg`),
      sha256: sha256(red.bytes),
      bytes: red.bytes.length,
    },
  ]);
  expect(await unusedOriginals(join(folder, "none"), files)).toEqual([]);
});
