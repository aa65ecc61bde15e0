import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { posts, until } from "./observe.ts";
import { createProject, manifestOf, price, serve } from "./project.ts";
import { kill, type RedisServer, startRedis } from "./redis.ts";

let redis: RedisServer;
let client: Redis;
beforeAll(async () => {
  redis = await startRedis();
  client = new Redis(redis.url);
}, 180_000);
afterAll(async () => {
  client.disconnect();
  await redis.close();
});

/** The jobs of a run that were begun, as Redis has them. */
async function begun(prefix: string): Promise<Record<string, string>[]> {
  const names = await client.keys(`{${prefix}}:jobs:*-0.*`);
  const hashes = names.filter((name) => !name.endsWith(":lock")).map((name) => client.hgetall(name));
  return (await Promise.all(hashes)).filter(({ call }) => call !== undefined);
}

test("a worker that dies while it waits for another try has nothing out: another makes it", async () => {
  // The first is told to come back long after it is dead.
  const fault = { kind: "status", status: 503, retryAfter: 100, charged: false } as const;
  const emulator = await serve({ faults: [{ fault, nth: 1 }] });
  const many = await createProject(manifestOf(["a"]), emulator.url, redis);
  const dying = await many.work("dying", { lockMs: 2000 });
  const running = many.runOnQueue();
  await until(async () => {
    const [job] = await begun(many.prefix);
    return posts(emulator).length === 1 && job !== undefined && job.posting === undefined;
  });
  await kill(dying, "SIGKILL");
  await many.work("heir", { lockMs: 2000 });
  const result = await running;
  expect(result).toMatchObject({ status: "success", counts: { generated: 1, ambiguous: 0 } });
  expect(result).toMatchObject({ spent: { micros: price }, perhapsSpent: { micros: 0 } });
  expect(posts(emulator).map(({ charged }) => charged)).toEqual([0, price]);
});

test("a worker that was taken for dead and lives keeps what it paid for: nothing is lost, nothing sent again", async () => {
  const emulator = await serve({ latency: 3000 });
  const many = await createProject(manifestOf(["a"]), emulator.url, redis);
  const slow = await many.work("slow", { lockMs: 2000 });
  const running = many.runOnQueue({ transport: "sync" });
  await until(() => posts(emulator).length === 1);
  slow.kill("SIGSTOP");
  await many.work("heir", { lockMs: 2000 });
  const first = await running;
  expect(first).toMatchObject({ counts: { ambiguous: 1 }, perhapsSpent: { micros: price } });
  slow.kill("SIGCONT");
  const late = `{${many.prefix}}:late`;
  await until(async () => (await client.llen(late)) === 2);
  // Also where it is asked for again: it is there.
  const second = await many.runOnQueue({ retryAmbiguous: true });
  expect(second).toMatchObject({ status: "success", counts: { generated: 1 }, spent: { micros: price } });
  expect(await client.exists(late)).toBe(0);
  expect(posts(emulator)).toHaveLength(1);
  expect((await many.run()).counts).toMatchObject({ reused: 1 });
});
