import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorld, lastError, type World } from "./world.ts";

/** Submits a request and interrupts it; returns its id. */
async function leaveOne(world: World, ...words: string[]): Promise<string> {
  const ran = await world.run(["generate", "fox", "--transport", "queued", "--json", ...words], {
    onReady: (interrupt) => {
      const submitted = () => world.emulator.journal.requests.some(({ path }) => path.endsWith("/status"));
      void expect.poll(submitted).toBe(true).then(interrupt);
    },
  });
  expect(ran.code).toBe(130);
  return String(lastError(ran).requestId);
}

test("notes a submitted request until its images are saved, for the user alone to read", async () => {
  const world = await createWorld({ latency: 300 });
  const requestId = await leaveOne(world);
  const file = join(world.state, "pending", `${requestId}.json`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, "utf8")).not.toContain("sk-test");
  const listed = await world.run(["recover", "--list", "--json"]);
  expect(JSON.parse(listed.stdout)).toMatchObject({ version: 1, requests: [{ requestId, prompt: "fox" }] });
  const ran = await world.run(["recover", requestId, "--json"]);
  expect(JSON.parse(ran.stdout)).toMatchObject({ images: [{ file: join(world.cwd, "fox.jpg") }], requestId });
  expect((await world.run(["recover", "--list"])).stderr).toContain("Nothing waits");
});

test("a place named now wins, and a taken one is refused", async () => {
  const world = await createWorld({ latency: 200 });
  const requestId = await leaveOne(world, "-o", "then.jpg");
  await writeFile(join(world.cwd, "mine.jpg"), "mine");
  expect((await world.run(["recover", requestId, "-o", "mine.jpg"])).code).toBe(2);
  expect((await world.run(["recover", requestId, "-o", "now.jpg"])).stdout).toBe("now.jpg\n");
});

test("the note stays while a result may be had, and goes when there will be none", async () => {
  const world = await createWorld({ latency: 200 });
  const requestId = await leaveOne(world);
  const env = { HTTP_PROXY: "http://127.0.0.1:9" };
  const offline = await world.run(["recover", requestId, "--timeout", "0.05"], { env });
  expect(offline.code).not.toBe(0);
  expect((await world.run(["recover", "--list"])).stdout).toBe(`${requestId}\n`);
  world.emulator.reset();
  // Within its hour an unknown request is more likely another account's.
  const unknown = await world.run(["recover", requestId, "--json"], { later: 600_000 });
  expect(unknown.stderr).toContain('"not_found"');
  expect(unknown.code).toBe(2);
  expect(lastError(unknown).hint).toContain("key");
  expect(await readdir(join(world.state, "pending"))).toEqual([`${requestId}.json`]);
  const gone = await world.run(["recover", requestId, "--json"], { later: 7_200_000 });
  expect(gone.code).toBe(6);
  expect(lastError(gone)).toMatchObject({ code: "expired" });
  expect(await readdir(join(world.state, "pending"))).toEqual([]);
});

test("an id that is not noted is 2", async () => {
  const world = await createWorld();
  expect((await world.run(["recover", "../../etc/passwd"])).code).toBe(2);
  expect((await world.run(["recover"])).code).toBe(2);
});
