import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject, idsOf, manifestOf, price, serve } from "./project.ts";
import { type RedisServer, startRedis } from "./redis.ts";

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
