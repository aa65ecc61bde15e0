import type { RunResult } from "@seedkit/batch";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { until } from "./observe.ts";
import { createProject, idsOf, key, manifestOf, price, serve } from "./project.ts";
import { kill, type RedisServer, startRedis } from "./redis.ts";
import { seedkit } from "./seedkit.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 180_000);
afterAll(() => redis.close());

test("batch run --queue, worker and batch status --queue work together", async () => {
  const emulator = await serve({ latency: 300 });
  const project = await createProject(manifestOf(idsOf(6)), emulator.url);
  const secret = { SEGMIND_API_KEY: key, SEGMIND_BASE_URL: emulator.url };
  const place = ["--queue", redis.url, "--queue-prefix", project.prefix];
  const words = ["worker", ...place, "--name", "east", "--concurrency", "2", "--metrics", "0"];
  const worker = seedkit(project.folder, words, secret);
  await until(() => /http:\S+\/metrics/.test(worker.said.all));
  const address = /http:\S+(?=\/metrics)/.exec(worker.said.all)?.[0] ?? "";
  // Whoever hands out needs no key.
  const run = seedkit(project.folder, ["batch", "run", ...place, "--max-cost", "5", "--json"], {
    SEGMIND_API_KEY: "",
    XDG_CONFIG_HOME: project.folder,
  });
  await until(() => /generated/.test(worker.said.out));
  // It stands still while it is looked at.
  worker.child.kill("SIGSTOP");
  const look = ["batch", "status", "--queue", ...place.slice(2), "--json"];
  const status = seedkit(project.folder, look, { REDIS_URL: redis.url });
  const watch = seedkit(project.folder, [...look, "--watch"], { REDIS_URL: redis.url });
  expect(await status.ended).toBe(0);
  expect(JSON.parse(status.said.out)).toMatchObject({ workers: ["east"], cap: { micros: 5_000_000 } });
  await until(() => watch.said.out.includes("\n"));
  worker.child.kill("SIGCONT");
  expect(await run.ended, run.said.all).toBe(0);
  expect(JSON.parse(run.said.out)).toMatchObject({ status: "success", counts: { generated: 6 } });
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toContain('seedkit_jobs_total{status="generated"} 6');
  expect(metrics).toContain("seedkit_spend_dollars 0.21");
  expect((await fetch(`${address}/health`)).status).toBe(200);
  // It ends by itself, once there is no run.
  expect(await watch.ended, watch.said.all).toBe(0);
  const seen = watch.said.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { run?: string });
  expect(seen.at(-1)).not.toHaveProperty("run");
  await kill(worker.child, "SIGTERM");
  expect(worker.child.exitCode).toBe(0);
  expect(worker.said.all + run.said.all + status.said.all).not.toContain(key);
});

test("a worker says why a call failed, and whether it cost anything", async () => {
  const emulator = await serve({ faults: [{ fault: { kind: "moderated" } }] });
  const project = await createProject(manifestOf(["fox"]), emulator.url);
  const secret = { SEGMIND_API_KEY: key, SEGMIND_BASE_URL: emulator.url };
  const place = ["--queue", redis.url, "--queue-prefix", project.prefix];
  const worker = seedkit(project.folder, ["worker", ...place, "--metrics", "off"], secret);
  const run = seedkit(project.folder, ["batch", "run", ...place, "--max-cost", "5", "--json"], secret);
  expect(await run.ended, run.said.all).toBe(1);
  const [failed] = (JSON.parse(run.said.out) as RunResult).jobs;
  await until(() => worker.said.out.includes("\n"));
  expect(worker.said.out).toBe(
    `failed fox: ${failed?.error?.message} (charged: ${failed?.error?.charged})\n`,
  );
  await kill(worker.child, "SIGTERM");
});

test("a run that is killed goes on where its workers are by now", async () => {
  const emulator = await serve({ latency: 200 });
  const project = await createProject(manifestOf(idsOf(6)), emulator.url);
  const secret = { SEGMIND_API_KEY: key, SEGMIND_BASE_URL: emulator.url };
  const place = ["--queue", redis.url, "--queue-prefix", project.prefix];
  const worker = seedkit(project.folder, ["worker", ...place, "--metrics", "off"], secret);
  const run = () => seedkit(project.folder, ["batch", "run", ...place, "--max-cost", "5", "--json"], secret);
  const killed = run();
  await until(() => /generated/.test(worker.said.out));
  await kill(killed.child, "SIGKILL");
  // The workers go on without it.
  await until(() => worker.said.out.match(/generated/g)?.length === 6);
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  // Its place is free half a minute later, which nobody waits for here.
  await client.del(`{${project.prefix}}:coordinator`);
  const next = run();
  expect(await next.ended, next.said.all).toBe(0);
  const { jobs, spent } = JSON.parse(next.said.out) as RunResult;
  expect(jobs.every(({ status }) => status === "generated" || status === "reused")).toBe(true);
  expect(spent.micros).toBeLessThanOrEqual(6 * price);
  expect(emulator.journal.charged.count).toBe(6);
  expect(Object.keys(JSON.parse(await project.read("seedkit.lock")).images)).toHaveLength(6);
});

test("a worker that is asked to end twice leaves what it makes to another, which pays for nothing again", async () => {
  const emulator = await serve({ latency: 4000 });
  const project = await createProject(manifestOf(["a"]), emulator.url, redis);
  const secret = { SEGMIND_API_KEY: key, SEGMIND_BASE_URL: emulator.url };
  const place = ["--queue", redis.url, "--queue-prefix", project.prefix];
  const worker = seedkit(project.folder, ["worker", ...place, "--metrics", "off"], secret);
  await until(() => /Ctrl-C/.test(worker.said.all));
  const running = project.runOnQueue();
  // Its request has an id, which is noted.
  await until(() => emulator.journal.requests.some(({ path }) => path.endsWith("/status")));
  worker.child.kill("SIGTERM");
  await until(() => /Finishing what runs/.test(worker.said.all));
  worker.child.kill("SIGTERM");
  await worker.ended;
  expect(worker.said.all).toContain("Aborting");
  await project.work("heir");
  expect(await running).toMatchObject({ status: "success", spent: { micros: price } });
  expect(emulator.journal.charged.count).toBe(1);
});

test("a queue that is not there is said without what is secret in its address", async () => {
  const project = await createProject(manifestOf(["a"]), "http://127.0.0.1:9");
  const status = seedkit(project.folder, ["batch", "status", "--queue", "redis://me:hunter2@127.0.0.1:9"]);
  expect(await status.ended).not.toBe(0);
  expect(status.said.all).toContain("redis://127.0.0.1:9");
  expect(status.said.all).not.toContain("hunter2");
}, 60_000);
