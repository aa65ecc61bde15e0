import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf, expectPublished } from "./batch-schema.ts";
import { start } from "./child.ts";
import { createWorld, lastError, type World } from "./world.ts";

const words = ["batch", "run", "--max-cost", "1", "--concurrency", "2", "--json"];
type Counts = Readonly<Record<string, number>>;

const submitted = (world: World) =>
  world.emulator.journal.requests.filter(({ method }) => method === "POST").length;

async function createProject(latency: number): Promise<World> {
  const world = await createWorld({ latency });
  const images = ["fox", "owl", "elk", "hen"].map((id) => `  ${id}: { prompt: a ${id} }\n`).join("");
  await writeFile(join(world.cwd, "seedkit.yaml"), `version: 1\nimages:\n${images}`);
  return world;
}

test("the first Ctrl-C lets what runs be finished and starts nothing more", { timeout: 60_000 }, async () => {
  const world = await createProject(1500);
  const run = start(world, words);
  await expect.poll(() => submitted(world)).toBe(2);
  run.child.kill("SIGINT");
  const ran = await run.ended;
  expect(ran.code).toBe(130);
  expect(ran.stderr).toContain("Finishing what runs");
  const result = documentOf("run", ran.stdout);
  expect(result).toMatchObject({ status: "interrupted", counts: { generated: 2, skipped: 2 } });
  expect(world.emulator.journal.charged.count).toBe(2);
});

test("the second Ctrl-C aborts, and the next run fetches what was submitted without paying again", {
  timeout: 60_000,
}, async () => {
  const world = await createProject(2000);
  const run = start(world, words);
  // On the disk: what was posted can be fetched.
  const ledger = () => readFile(join(world.cwd, ".seedkit/ledger.jsonl"), "utf8").catch(() => "");
  const noted = async () => (await ledger()).split('"submitted"').length - 1;
  await expect.poll(noted).toBe(2);
  run.child.kill("SIGINT");
  await run.says("Finishing what runs");
  run.child.kill("SIGINT");
  const ran = await run.ended;
  expect(ran).toMatchObject({ code: 130, signal: null });
  expect(ran.stderr).toContain("Aborting");
  expect(lastError(ran)).toMatchObject({ code: "interrupted", charged: "maybe" });
  expect(documentOf("run", ran.stdout).counts).toMatchObject({ pending: 2, skipped: 2 });

  const lines = (await ledger()).trim().split("\n");
  await expectPublished(
    "ledger",
    lines.map((line) => JSON.parse(line)),
  );

  const next = await start(world, words).ended;
  expect(next.code).toBe(0);
  expect(documentOf("run", next.stdout).counts).toMatchObject({ recovered: 2, generated: 2 });
  expect(world.emulator.journal.charged.count).toBe(4);
  const lock = await readFile(join(world.cwd, "seedkit.lock"), "utf8");
  await expectPublished("lock", [JSON.parse(lock)]);
});

test("a run that is killed goes on, also where an image lies in its place and not yet in the lock", {
  timeout: 30_000,
}, async () => {
  const world = await createProject(100);
  const run = start(world, words);
  const ledger = () => readFile(join(world.cwd, ".seedkit/ledger.jsonl"), "utf8").catch(() => "");
  await expect.poll(ledger, { timeout: 10_000, interval: 5 }).toContain('"succeeded"');
  run.child.kill("SIGKILL");
  await run.ended;
  const { counts } = documentOf("run", (await start(world, words).ended).stdout) as { counts: Counts };
  expect(counts.reused).toBeGreaterThanOrEqual(1);
  // A post whose answer died with the run is told, and not sent again.
  expect(counts).toMatchObject({ failed: 0, skipped: 0, pending: 0 });
  expect(world.emulator.journal.charged.count).toBeLessThanOrEqual(4);
});
