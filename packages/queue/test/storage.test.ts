import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createProject, idsOf, manifestOf, serve } from "./project.ts";
import { type RedisServer, startRedis } from "./redis.ts";
import { startS3 } from "./s3.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 180_000);
afterAll(() => redis.close());

test("files go through a storage where no folder is shared, and the lock is the same", async () => {
  const s3 = await startS3();
  vi.stubEnv("AWS_ACCESS_KEY_ID", "storage-id");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "storage-secret");
  vi.stubEnv("AWS_ENDPOINT_URL", s3.url);
  const manifest = manifestOf(idsOf(6));
  // Each its own: what is flat is the same image for all, and a worker keeps one copy of that.
  const pixels = "drawn";
  const alone = await createProject(manifest, (await serve({ pixels })).url);
  await alone.run();
  const emulator = await serve({ pixels });
  const many = await createProject(manifest, emulator.url, redis);
  const far = await createProject(manifest, emulator.url, redis);
  await many.work("far", { folder: far.folder });
  s3.failNext(2);
  expect(await many.runOnQueue({}, undefined, "s3://bucket/web site")).toMatchObject({ status: "success" });
  expect(await many.read("seedkit.lock")).toBe(await alone.read("seedkit.lock"));
  expect((await many.run()).counts).toMatchObject({ reused: 6 });
  expect([...s3.objects.keys()]).toContain("/bucket/web site/images/i0.jpg");
  await expect(stat(join(far.folder, "images", "i0.jpg"))).rejects.toThrow("ENOENT");
  vi.unstubAllEnvs();
});
