import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { start } from "./child.ts";
import { createWorld, key, lastError } from "./world.ts";

const noKey = { env: { SEGMIND_API_KEY: undefined } };

test("tries the key, stores it for the user alone, uses it, forgets it", async () => {
  const world = await createWorld({ apiKey: key });
  const ran = await world.run(["login"], { ...noKey, stdin: `${key}\n` });
  expect(ran.code).toBe(0);
  expect(ran.stdout + ran.stderr).not.toContain(key);
  const file = join(world.config, "credentials.json");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(world.config)).mode & 0o777).toBe(0o700);
  expect((await world.run(["credits"], noKey)).stdout).toBe("100\n");
  expect((await world.run(["logout"], noKey)).code).toBe(0);
  expect(await readdir(world.config)).toEqual([]);
  expect((await world.run(["credits"], noKey)).code).toBe(3);
  expect((await world.run(["logout"], noKey)).stderr).toContain("no stored key");
});

test("a key that does not work is not stored", async () => {
  const world = await createWorld({ apiKey: key });
  const ran = await world.run(["login"], { ...noKey, stdin: "wrong-key-123456\n" });
  expect(ran.code).toBe(3);
  expect(ran.stderr).not.toContain("wrong-key-123456");
  await expect(readFile(join(world.config, "credentials.json"))).rejects.toThrow();
  expect((await world.run(["login"], { ...noKey, stdin: "\n" })).code).toBe(2);
});

test("the environment wins over the stored key", async () => {
  const world = await createWorld({ apiKey: key });
  await world.run(["login"], { ...noKey, stdin: key });
  const ran = await world.run(["credits", "--json"], { env: { SEGMIND_API_KEY: "another-key-1234" } });
  expect(ran.code).toBe(3);
  expect(lastError(ran)).toMatchObject({ code: "unauthenticated" });
});

test("the built program keeps it in the folders of the system", async () => {
  const world = await createWorld({ apiKey: key });
  const login = start(world, ["login"], { SEGMIND_API_KEY: "" });
  const empty = await login.ended;
  expect(empty.code).toBe(2);
  await world.run(["login"], { ...noKey, stdin: key });
  const ran = await start(world, ["credits", "--json"], { SEGMIND_API_KEY: "" }).ended;
  expect(JSON.parse(ran.stdout)).toEqual({ version: 1, credits: 100, freeCredits: 0 });
});
