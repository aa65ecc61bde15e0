import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { connectRedis, durabilityOf } from "../src/connection.ts";
import { namesOf } from "../src/names.ts";
import { runScript } from "../src/scripts.ts";
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
  let state = "";
  await until(() => {
    void job.getState().then((now) => {
      state = now;
    });
    return state === "failed";
  });
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

describe("the steps on Redis", () => {
  const open = async () => {
    const client = new Redis(redis.url);
    const names = namesOf(`steps-${process.pid}-${Math.random().toString(36).slice(2)}`);
    onTestFinished(() => client.disconnect());
    const job = (at: number) => names.job(`j${at}`);
    const begin = async (at: number, token = `t${at}`, price = 10) => {
      await client.set(`${job(at)}:lock`, `t${at}`);
      return runScript(client, "begin", job(at), `${job(at)}:lock`, names.run, token, "[]", price);
    };
    const settle = (at: number, spent: number, perhaps = 0) =>
      runScript(client, "settle", job(at), names.run, "[]", spent, perhaps);
    return { client, names, begin, settle };
  };

  test("never set aside more than the cap, and count once what is sent twice", async () => {
    const { client, names, begin, settle } = await open();
    await client.hset(names.run, { cap: 25, spent: 0, perhaps: 0, reserved: 0 });
    expect(await Promise.all([begin(1), begin(2), begin(3)])).toEqual(["ok", "ok", "over-for-now"]);
    expect(await begin(1)).toBe("ok");
    expect(await client.hget(names.run, "reserved")).toBe("20");
    expect([await settle(1, 10), await settle(1, 10)]).toEqual(["ok", "settled"]);
    await settle(2, 0, 10);
    expect(await begin(3)).toBe("over");
    expect(await client.hmget(names.run, "spent", "perhaps", "reserved")).toEqual(["10", "10", "0"]);
  });

  test("let nobody begin who has lost the job", async () => {
    const { client, names, begin } = await open();
    await client.hset(names.run, { cap: 25 });
    expect(await begin(1, "somebody else")).toBe("lost");
    await client.hset(names.run, { stop: "aborted" });
    expect(await begin(1)).toBe("stopped");
  });
});

test("a Redis that may forget is told", async () => {
  const client = await connectRedis({ url: redis.url });
  onTestFinished(() => client.disconnect());
  expect(await durabilityOf(client)).toBeUndefined();
  await client.config("SET", "appendfsync", "everysec");
  expect(await durabilityOf(client)).toContain("appendfsync everysec");
  await client.config("SET", "appendfsync", "always");
});

test.each(["http://localhost", "redis://", "nonsense"])("%s is no address of a Redis", async (url) => {
  await expect(connectRedis({ url })).rejects.toMatchObject({ code: "invalid_input", charged: "no" });
});
