import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorld, textOf } from "./world.ts";

test.each([
  ["a path upwards", "../outside/fox.jpg"],
  ["a path through a folder and upwards", "art/../../outside/fox.jpg"],
  ["an absolute path", "/tmp/fox.jpg"],
  ["a link to a folder", "link/fox.jpg"],
  ["a link to a folder, as a folder", "link/"],
  ["a folder under a link", "link/deep/fox.jpg"],
  ["a link to a file", "there.jpg"],
  ["a link that leads nowhere", "nowhere.jpg"],
  ["a folder that is a link to nowhere", "void/fox.jpg"],
  ["a folder under a link to nowhere", "void/deep/fox.jpg"],
  ["a template", "{id}.jpg"],
])("an output outside the folder is refused before anything is sent: %s", async (_, output) => {
  const { call, folder, outside, emulator } = await createWorld();
  await writeFile(join(outside, "there.jpg"), "theirs");
  await symlink(outside, join(folder, "link"));
  await symlink(join(outside, "there.jpg"), join(folder, "there.jpg"));
  await symlink(join(outside, "new.jpg"), join(folder, "nowhere.jpg"));
  await symlink(join(outside, "missing"), join(folder, "void"));
  const answer = await call("seedkit_generate_image", { prompt: "fox", output });
  expect(answer.structuredContent).toMatchObject({ error: { code: "invalid_input", charged: "no" } });
  expect(textOf(answer)).toContain("output: ");
  expect(emulator.journal.requests).toEqual([]);
  expect(await readdir(outside)).toEqual(["there.jpg"]);
  expect(await readFile(join(outside, "there.jpg"), "utf8")).toBe("theirs");
});

test("an absolute path inside the folder is as good as a relative one", async () => {
  const { call, folder } = await createWorld();
  const answer = await call("seedkit_generate_image", { prompt: "fox", output: join(folder, "a/b/fox.jpg") });
  expect(answer.isError).toBeUndefined();
  expect(await readdir(join(folder, "a/b"))).toEqual(["fox.jpg"]);
});

test("references outside the folder are not read", async () => {
  const { call, folder, outside, emulator } = await createWorld();
  const secret = join(outside, "secret.jpg");
  await writeFile(secret, "secret");
  await symlink(secret, join(folder, "link.jpg"));
  const given = [secret, "../outside/secret.jpg", "link.jpg", `file://${secret}`];
  const answer = await call("seedkit_edit_image", { prompt: "x", image_input: given });
  const { error } = answer.structuredContent as { error: { issues: { path: string; message: string }[] } };
  expect(error.issues.map(({ path }) => path)).toEqual([0, 1, 2, 3].map((at) => `image_input[${at}]`));
  for (const { message } of error.issues) expect(message).toContain("lies outside the folder");
  expect(emulator.journal.requests).toEqual([]);
  const manifest = await call("seedkit_plan", { manifest: "../outside/secret.jpg" });
  expect(textOf(manifest)).toContain("there is no such file in the folder");
});

test("a paid image whose place is gone lies in the rescue folder", async () => {
  const { call, folder, outside, rescue, emulator } = await createWorld({ latency: 30 });
  const answer = call("seedkit_generate_image", { prompt: "fox", output: "art/fox.jpg" });
  await expect.poll(() => emulator.journal.charged.count).toBe(1);
  // A link comes between: what was a free place leads outside now.
  await symlink(outside, join(folder, "art"));
  const text = textOf(await answer);
  expect(text).toContain(`the paid image is safe in ${join(rescue, "fox.jpg")}`);
  expect(await readdir(outside)).toEqual([]);
  expect(await readdir(rescue)).toEqual(["fox.jpg"]);
});

test("a place that cannot be written is refused before anything is sent", async () => {
  const { call, folder, emulator } = await createWorld();
  await writeFile(join(folder, "file"), "x");
  await mkdir(join(folder, "taken.jpg"));
  const below = await call("seedkit_generate_image", { prompt: "fox", output: "file/fox.jpg" });
  expect(textOf(below)).toMatch(/output: .*file/);
  expect(emulator.journal.requests).toEqual([]);
});
