import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { createWorld, lastError } from "./world.ts";

test("keeps and lists what arrived when others fail, and ends with the first failure's code", async () => {
  const world = await createWorld({
    faults: [{ fault: { kind: "status", status: 504, charged: true }, nth: 2 }],
  });
  const ran = await world.run(["generate", "fox", "--count", "4", "--json"]);
  expect(ran.code).toBe(6);
  const document = JSON.parse(ran.stdout);
  expect(document.images).toHaveLength(3);
  expect(document.failures).toMatchObject([{ code: "gateway_timeout", charged: "maybe" }]);
  expect(document.cost.estimated.formatted).toBe("$0.16");
  expect(document.attempts).toBe(4);
  expect(lastError(ran)).toMatchObject({ code: "gateway_timeout" });
  expect(await readdir(world.cwd)).toHaveLength(3);
  expect(world.emulator.journal.charged.count).toBe(4);
});

test("names each failure to a person, the first one last", async () => {
  const fault = { kind: "moderated" } as const;
  const world = await createWorld({
    faults: [
      { fault, nth: 1 },
      { fault: { kind: "empty" }, nth: 2 },
    ],
  });
  const ran = await world.run(["generate", "fox", "--count", "3"]);
  expect([2, 6]).toContain(ran.code);
  expect(ran.stdout.trim().split("\n")).toHaveLength(1);
  expect(ran.stderr).toContain("Failed: call");
  expect(
    ran.stderr
      .trimEnd()
      .split("\n")
      .findLastIndex((line) => line.startsWith("Error:")),
  ).toBeGreaterThan(ran.stderr.split("\n").findIndex((line) => line.startsWith("Failed:")));
});

test("when every call fails the document is still there, with no images", async () => {
  const world = await createWorld({ faults: [{ fault: { kind: "moderated" } }] });
  const ran = await world.run(["generate", "fox", "--count", "2", "--json"]);
  expect(ran.code).toBe(2);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    images: [],
    failures: [{ code: "moderated" }, { code: "moderated" }],
  });
});

test("without credits the rest is not sent", async () => {
  const world = await createWorld({ credits: 0.04 });
  const ran = await world.run(["generate", "fox", "--count", "12", "--json"]);
  expect(ran.code).toBe(4);
  expect(JSON.parse(ran.stdout).images).toHaveLength(1);
  expect(world.emulator.journal.requests.length).toBeLessThan(8);
});

test("a paid image that cannot be written is rescued, told, and ends with 1", async () => {
  const world = await createWorld({ latency: 300 });
  const folder = join(world.cwd, "out");
  await mkdir(folder);
  const running = world.run(["generate", "fox", "-o", "out/fox.jpg", "--json"]);
  // While it is paid for, somebody puts a file where the folder was.
  await expect.poll(() => world.emulator.journal.requests.length).toBe(1);
  await rm(folder, { recursive: true });
  await writeFile(folder, "");
  const ran = await running;
  expect(ran.code).toBe(1);
  expect(lastError(ran)).toMatchObject({ code: "save_failed", charged: "yes" });
  const document = JSON.parse(ran.stdout);
  expect(document.images[0].file).toBe(join(world.state, "rescue", "fox.jpg"));
  expect(await readdir(join(world.state, "rescue"))).toEqual(["fox.jpg"]);
});

test("a name that is taken while the image is made costs nothing", async () => {
  const world = await createWorld({ latency: 300 });
  const running = world.run(["generate", "fox", "-o", "fox.jpg"]);
  await expect.poll(() => world.emulator.journal.requests.length).toBe(1);
  await writeFile(join(world.cwd, "fox.jpg"), "mine");
  expect(await running).toMatchObject({ code: 0, stdout: "fox-2.jpg\n" });
});

test("a request that cannot be noted is told, and its image is saved all the same", async () => {
  const world = await createWorld();
  await mkdir(dirname(world.state), { recursive: true });
  await writeFile(world.state, "");
  const ran = await world.run(["generate", "fox", "--transport", "queued"]);
  expect(ran).toMatchObject({ code: 0, stdout: "fox.jpg\n" });
  expect(ran.stderr).toContain("could not be noted");
});
