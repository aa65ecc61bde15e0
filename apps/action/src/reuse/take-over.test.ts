import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  createProjectFiles,
  emptyLock,
  formatLock,
  type Lock,
  planManifest,
  readManifest,
} from "@seedkit/batch";
import { expect, test } from "vitest";
import { isPlain, takeOver } from "./take-over.ts";

const bytes = "the image";
const sha256 = createHash("sha256").update(bytes).digest("hex");
const text = "version: 1\nimages:\n  a: { prompt: A kite }\n";

/** A project with nothing made, and a source that offers its image at a path. */
async function createScene(path = "images/a.jpg") {
  const base = await mkdtemp(join(tmpdir(), "seedkit-take-over-"));
  const [folder, source] = [join(base, "project"), join(base, "source")];
  await mkdir(folder);
  await mkdir(dirname(join(source, "images/a.jpg")), { recursive: true });
  const { manifest } = await readManifest({ file: "seedkit.yaml", text }, createProjectFiles(folder));
  if (!manifest) throw new Error("no manifest");
  const plan = await planManifest(manifest, undefined, createProjectFiles(folder));
  const [planned] = plan.entries;
  const file = { path, sha256, width: 1, height: 1, bytes: 9, original: { sha256, mediaType: "image/jpeg" } };
  const calls = [{ index: 0, files: [file], cost: { micros: 40_000, formatted: "$0.04" } }];
  const image = {
    key: planned?.key ?? "",
    model: "seedream-4.5",
    input: {},
    references: {},
    output: { format: "original" },
    calls,
  };
  const offer = (more: Partial<typeof image> = {}): Lock => ({
    ...emptyLock(),
    images: { a: { ...image, ...more } },
  });
  const give = (lock: Lock) => writeFile(join(source, "seedkit.lock"), formatLock(lock));
  await give(offer());
  await writeFile(join(source, "images/a.jpg"), bytes);
  return {
    folder,
    source,
    offer,
    give,
    take: (lookOnly = false) => takeOver(source, { folder, lock: emptyLock(), plan, lookOnly }),
    read: (name: string) => readFile(join(folder, name), "utf8").catch(() => undefined),
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  };
}

test("an image that is as its lock says is taken over, with its lock", async () => {
  await using scene = await createScene();
  expect(await scene.take()).toHaveLength(1);
  expect(await scene.read("images/a.jpg")).toBe(bytes);
  expect(await scene.read("seedkit.lock")).toBe(formatLock(scene.offer()));
});

test("a look writes nothing", async () => {
  await using scene = await createScene();
  expect(await scene.take(true)).toHaveLength(1);
  expect(await scene.read("images/a.jpg")).toBeUndefined();
  expect(await scene.read("seedkit.lock")).toBeUndefined();
});

test("other bytes, another key, a torn lock and a link are not taken", async () => {
  await using scene = await createScene();
  const image = join(scene.source, "images/a.jpg");
  await writeFile(image, "something else");
  expect(await scene.take()).toEqual([]);
  await rm(image);
  await writeFile(join(scene.source, "real.jpg"), bytes);
  await symlink("../real.jpg", image);
  expect(await scene.take()).toEqual([]);
  await rm(image);
  await writeFile(image, bytes);
  await scene.give(scene.offer({ key: "0".repeat(64) }));
  expect(await scene.take()).toEqual([]);
  await writeFile(join(scene.source, "seedkit.lock"), "{");
  expect(await scene.take()).toEqual([]);
});

test("a file that is there and not ours is not written over", async () => {
  await using scene = await createScene();
  await mkdir(join(scene.folder, "images"));
  await writeFile(join(scene.folder, "images/a.jpg"), "mine");
  expect(await scene.take()).toEqual([]);
  expect(await scene.read("images/a.jpg")).toBe("mine");
});

test.each([
  "../a.jpg",
  "/etc/a.jpg",
  "images/../../a.jpg",
  "C:/a.jpg",
  "a\\b.jpg",
  ".git/config",
  ".seedkit/x",
  "./a",
  "",
])("%j is no place for an image", async (path) => {
  expect(isPlain(path)).toBe(false);
  if (path === "") return;
  await using scene = await createScene(path);
  expect(await scene.take()).toEqual([]);
});

test("a folder that is a link out of the project is not written through", async () => {
  await using scene = await createScene();
  await mkdir(join(scene.folder, "../outside"));
  await symlink("../outside", join(scene.folder, "images"));
  expect(await scene.take()).toEqual([]);
});
