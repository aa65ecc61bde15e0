import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { namesOf, type SweptFolder, sweep } from "./sweep.ts";

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "seedkit-sweep-"));
});
afterEach(() => rm(path, { recursive: true, force: true }));

const now = Date.UTC(2026, 10, 22);
const day = 86_400_000;

const folder: SweptFolder = {
  names: () => readdir(path).catch(() => []),
  modifiedAt: (name) =>
    stat(join(path, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    ),
  remove: (name) => rm(join(path, name)),
};

async function file(name: string, ageMs: number): Promise<void> {
  await writeFile(join(path, name), "x");
  const at = new Date(now - ageMs);
  await utimes(join(path, name), at, at);
}

test("what is old and needed by nothing goes; what is young, or named anywhere, stays", async () => {
  await file("old.jpg", 8 * day);
  await file("young.jpg", 6 * day);
  await file("named.jpg", 300 * day);
  const needed = namesOf(["file:///s/references/named.jpg", "file:///p/old.jpg"], "file:///s/references");
  expect(await sweep(folder, { needed, now, keepMs: 7 * day })).toBe(1);
  expect((await readdir(path)).sort()).toEqual(["named.jpg", "young.jpg"]);
  expect(await sweep(folder, { needed, now, keepMs: 7 * day })).toBe(0);
});

test("a sweep is bounded, and the next one goes on", async () => {
  for (let index = 0; index < 1003; index++) await file(`${index}.jpg`, 8 * day);
  expect(await sweep(folder, { now, keepMs: 7 * day })).toBe(1000);
  expect(await sweep(folder, { now, keepMs: 7 * day })).toBe(3);
});

test("where there is nothing to sweep, nothing happens", async () => {
  await rm(path, { recursive: true });
  expect(await sweep(folder, { now, keepMs: 0 })).toBe(0);
});

test("names are read as they are written in addresses", () => {
  expect([...namesOf(["file:///s/r/a%20b.png", "file:///s/rr/c.png"], "file:///s/r")]).toEqual(["a b.png"]);
});
