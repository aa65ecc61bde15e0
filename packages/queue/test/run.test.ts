import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { most, posts, until } from "./observe.ts";
import { createProject, idsOf, key, manifestOf, price, serve } from "./project.ts";
import { departures } from "./rate-log.ts";
import { kill, type RedisServer, startRedis } from "./redis.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 180_000);
afterAll(() => redis.close());

test("makes what one machine makes: the lock is the same, byte for byte", async () => {
  const manifest = manifestOf(idsOf(20), { count: 2, output: "images/{id}-{index}" });
  const alone = await createProject(manifest, (await serve()).url);
  expect(await alone.run()).toMatchObject({ status: "success" });
  const emulator = await serve();
  const many = await createProject(manifest, emulator.url, redis);
  await many.work("a");
  await many.work("b");
  const result = await many.runOnQueue();
  expect(result).toMatchObject({
    status: "success",
    counts: { generated: 40 },
    spent: { micros: 40 * price },
  });
  expect(await many.read("seedkit.lock")).toBe(await alone.read("seedkit.lock"));
  expect(emulator.journal.charged.count).toBe(40);
  expect((await many.run()).counts).toMatchObject({ generated: 0, reused: 40 });
});

test("a worker that dies is continued by another: nothing is paid twice, nothing lost", async () => {
  const emulator = await serve({ latency: 1500 });
  const many = await createProject(manifestOf(idsOf(8)), emulator.url, redis);
  const dying = await many.work("dying", { concurrency: 8, lockMs: 2000 });
  const running = many.runOnQueue();
  await until(() => posts(emulator).length === 8 && emulator.journal.requests.length > 12);
  await kill(dying, "SIGKILL");
  await many.work("heir", { lockMs: 2000 });
  const result = await running;
  expect(result).toMatchObject({ status: "success", spent: { micros: 8 * price } });
  expect(posts(emulator)).toHaveLength(8);
  expect(emulator.journal.charged.count).toBe(8);
});

test("a post whose answer nobody heard is ambiguous: told, counted, and not sent again by itself", async () => {
  const emulator = await serve({ latency: 1000 });
  const many = await createProject(manifestOf(["a"]), emulator.url, redis);
  const dying = await many.work("dying", { lockMs: 2000 });
  const running = many.runOnQueue({ transport: "sync" });
  await until(() => posts(emulator).length === 1);
  await kill(dying, "SIGKILL");
  await many.work("heir", { lockMs: 2000 });
  const first = await running;
  expect(first).toMatchObject({ counts: { ambiguous: 1 }, perhapsSpent: { micros: price } });
  expect((await many.runOnQueue()).counts).toMatchObject({ ambiguous: 1, generated: 0 });
  expect(posts(emulator)).toHaveLength(1);
  expect((await many.runOnQueue({ retryAmbiguous: true })).counts).toMatchObject({ generated: 1 });
});

test("the cap is one for all workers", async () => {
  const emulator = await serve({ latency: 20 });
  const many = await createProject(manifestOf(idsOf(30)), emulator.url, redis);
  await Promise.all(["a", "b", "c"].map((name) => many.work(name, { concurrency: 5 })));
  const first = await many.runOnQueue({ maxCost: 10 * price + 1 });
  expect(first).toMatchObject({ status: "budget", stoppedBy: { code: "over_budget" } });
  expect(first.counts).toMatchObject({ generated: 10, skipped: 20 });
  expect(emulator.journal.charged.count).toBe(10);
  const second = await many.runOnQueue({ maxCost: 30 * price });
  expect(second).toMatchObject({ status: "success", counts: { generated: 20, reused: 10 } });
});

test("the rate is one for all workers, in any window", async () => {
  const emulator = await serve();
  const many = await createProject(manifestOf(idsOf(24)), emulator.url, redis);
  await Promise.all(["a", "b", "c"].map((name) => many.work(name, { concurrency: 8 })));
  expect(await many.runOnQueue({}, 600)).toMatchObject({ status: "success" });
  const { left, waits } = await departures(redis, many.prefix, 10);
  expect(left).toHaveLength(24);
  expect(most(left, 1000)).toBeLessThanOrEqual(10);
  expect(waits).toBeGreaterThan(0);
});

test("a 429 pauses everyone, and nothing fails of it", async () => {
  const fault = { kind: "status", status: 429, retryAfter: 1, charged: false } as const;
  const emulator = await serve({ faults: [{ fault, nth: 3 }] });
  const many = await createProject(manifestOf(idsOf(12)), emulator.url, redis);
  await Promise.all(["a", "b"].map((name) => many.work(name, { concurrency: 2 })));
  expect(await many.runOnQueue({}, 1200)).toMatchObject({ status: "success" });
  const times = posts(emulator).map(({ at }) => at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(Math.max(...gaps)).toBeGreaterThan(800);
  expect(emulator.journal.charged.count).toBe(12);
});

test("a run that was cancelled goes on where it was", async () => {
  const emulator = await serve({ latency: 300 });
  const many = await createProject(manifestOf(idsOf(12)), emulator.url, redis);
  await many.work("a", { concurrency: 3 });
  const drain = new AbortController();
  const onEvent = (event: { type: string }) => event.type === "done" && drain.abort();
  const first = await many.runOnQueue({ drain: drain.signal, onEvent });
  expect(first.status).toBe("interrupted");
  expect(first.counts.generated).toBe(emulator.journal.charged.count);
  const second = await many.runOnQueue();
  expect(second).toMatchObject({ status: "success" });
  expect(emulator.journal.charged.count).toBe(12);
});

test("a run that was aborted is refused to a run without the queue, and goes on upon it", async () => {
  const emulator = await serve({ latency: 500 });
  const many = await createProject(manifestOf(idsOf(6)), emulator.url, redis);
  await many.work("a", { concurrency: 3 });
  const abort = new AbortController();
  const running = many.runOnQueue({ signal: abort.signal });
  await until(() => posts(emulator).length > 0);
  abort.abort();
  expect((await running).status).toBe("interrupted");
  await expect(many.run()).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
  expect(await many.runOnQueue()).toMatchObject({ status: "success", spent: { micros: 6 * price } });
  expect(emulator.journal.charged.count).toBe(6);
});

test("a worker that is asked to end finishes what it makes", async () => {
  const emulator = await serve({ latency: 500 });
  const many = await createProject(manifestOf(idsOf(6)), emulator.url, redis);
  const first = await many.work("a", { concurrency: 2 });
  const running = many.runOnQueue();
  await until(() => posts(emulator).length > 0);
  await kill(first, "SIGTERM");
  expect(first.exitCode).toBe(0);
  const made = emulator.journal.charged.count;
  expect(posts(emulator)).toHaveLength(made);
  await many.work("b");
  expect(await running).toMatchObject({ status: "success", counts: { recovered: 0 } });
});

test("nothing in Redis is secret, and nothing is left when the run is over", async () => {
  const emulator = await serve({ latency: 300 });
  const many = await createProject(manifestOf(idsOf(4)), emulator.url, redis);
  await many.work("a", { concurrency: 2 });
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  const running = many.runOnQueue();
  await until(() => posts(emulator).length > 0);
  expect(await everything(client, many.prefix)).not.toContain(key);
  await running;
  const left = await client.keys(`{${many.prefix}}:jobs:*-0.*`);
  expect([...left, ...(await client.keys(`{${many.prefix}}:run`))]).toEqual([]);
});

async function everything(client: Redis, prefix: string): Promise<string> {
  const names = await client.keys(`{${prefix}}*`);
  const dumped = await Promise.all(names.map((name) => client.dumpBuffer(name)));
  return names.join() + dumped.map((bytes) => bytes?.toString("latin1")).join();
}
