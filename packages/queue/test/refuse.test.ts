import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { connectRedis, durabilityOf } from "../src/connection.ts";
import { createCoordinator } from "../src/index.ts";
import { until } from "./observe.ts";
import { createProject, idsOf, manifestOf, serve } from "./project.ts";
import { type RedisServer, startRedis } from "./redis.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 180_000);
afterAll(() => redis.close());

test("a job of another version is refused", async () => {
  const many = await createProject(manifestOf(["a"]), (await serve()).url, redis);
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue("jobs", { connection, prefix: `{${many.prefix}}` });
  onTestFinished(async () => {
    await queue.close();
    connection.disconnect();
  });
  const job = await queue.add("call", { version: 2, run: "x" }, { jobId: "other", attempts: 1 });
  await many.work();
  await until(async () => (await job.getState()) === "failed");
  expect((await queue.getJob("other"))?.failedReason).toContain("another version");
});

test("a worker in another folder makes nothing", async () => {
  const emulator = await serve();
  const many = await createProject(manifestOf(["a"]), emulator.url, redis);
  const other = await createProject(manifestOf(["a"]), emulator.url, redis);
  await many.work("astray", { folder: other.folder });
  const result = await many.runOnQueue();
  expect(result.jobs[0]).toMatchObject({ status: "failed", error: { code: "invalid_input", charged: "no" } });
  expect(emulator.journal.charged.count).toBe(0);
});

test("a run that Redis has lost is not made again unasked", async () => {
  const emulator = await serve();
  const many = await createProject(manifestOf(["a"]), emulator.url, redis);
  await mkdir(join(many.folder, ".seedkit"));
  await writeFile(join(many.folder, ".seedkit", "queue.json"), '{"version":1,"run":"gone"}\n');
  const result = await many.runOnQueue();
  expect(result.stoppedBy).toMatchObject({ code: "invalid_input", charged: "no" });
  expect(result.stoppedBy?.hint).toContain("--retry-ambiguous");
  await many.work();
  expect((await many.runOnQueue({ retryAmbiguous: true })).counts).toMatchObject({ generated: 1 });
});

test("two projects do not share a prefix", async () => {
  const emulator = await serve();
  const one = await createProject(manifestOf(idsOf(2)), emulator.url, redis);
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  await client.hset(`{${one.prefix}}:run`, { version: 1, id: "another" });
  expect((await one.runOnQueue()).stoppedBy).toMatchObject({ code: "invalid_input", charged: "no" });
});

test("a Redis that may forget is told", async () => {
  const client = await connectRedis({ url: redis.url });
  onTestFinished(() => client.disconnect());
  expect(await durabilityOf(client)).toBeUndefined();
  await client.config("SET", "appendfsync", "everysec");
  expect(await durabilityOf(client)).toContain("appendfsync everysec");
  await client.config("SET", "appendfsync", "always");
});

test("whoever hands out on a Redis that forgets everything is told", async () => {
  const forgetful = await startRedis(["--appendonly", "no"]);
  onTestFinished(() => forgetful.close());
  const warnings: string[] = [];
  const coordinator = await createCoordinator({
    url: forgetful.url,
    onWarning: (text) => warnings.push(text),
  });
  await coordinator.close();
  expect(warnings).toEqual([expect.stringContaining("appendonly no")]);
});

test("a Redis that does not say what it keeps is told", async () => {
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  await client.acl("SETUSER", "tenant", "on", ">hunter2", "~*", "&*", "+@all", "-config");
  const tenant = await connectRedis({ url: redis.url.replace("//", "//tenant:hunter2@") });
  onTestFinished(() => tenant.disconnect());
  expect(await durabilityOf(tenant)).toContain("cannot be seen");
});

test.each(["http://localhost", "redis://", "nonsense"])("%s is no address of a Redis", async (url) => {
  await expect(connectRedis({ url })).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
});
