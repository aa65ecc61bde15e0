import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkWritable, extensionOf } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-writable-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const refused = { code: "invalid_input", charged: "no", issues: [{ path: "output" }] };

test("a folder that is there, or can be made, is fine, and nothing is made yet", async () => {
  await checkWritable(folder);
  await checkWritable(join(folder, "a", "b", "c"));
  expect(await readdir(folder)).toEqual([]);
});

test("a file in the way is told before anything is paid", async () => {
  await writeFile(join(folder, "file"), "");
  await expect(checkWritable(join(folder, "file"))).rejects.toMatchObject(refused);
  await expect(checkWritable(join(folder, "file", "below", "deeper"))).rejects.toMatchObject(refused);
});

test("so is a link that leads nowhere, and one that leads in circles", async () => {
  await symlink(join(folder, "nowhere", "at", "all"), join(folder, "dangling"));
  await symlink(join(folder, "loop"), join(folder, "loop"));
  await expect(checkWritable(join(folder, "dangling"))).rejects.toMatchObject(refused);
  await expect(checkWritable(join(folder, "dangling", "below"))).rejects.toMatchObject(refused);
  await expect(checkWritable(join(folder, "loop"))).rejects.toMatchObject(refused);
});

test("a link to a folder is a folder", async () => {
  await symlink(folder, join(folder, "here"));
  await checkWritable(join(folder, "here", "new"));
});

test("a name no system takes is told too", async () => {
  await expect(checkWritable(join(folder, "n".repeat(300)))).rejects.toMatchObject(refused);
});

test.each([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
  ["image/avif", "avif"],
  ["image/heic", "heic"],
] as const)("the extension of %s is %s", (mediaType, extension) => {
  expect(extensionOf(mediaType)).toBe(extension);
});
