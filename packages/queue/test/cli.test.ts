import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { until } from "./observe.ts";
import { createProject, idsOf, key, manifestOf, serve } from "./project.ts";
import { kill, type RedisServer, startRedis } from "./redis.ts";

const program = fileURLToPath(new URL("../../cli/src/bin.ts", import.meta.url));

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
}, 180_000);
afterAll(() => redis.close());

function seedkit(cwd: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const flags = ["--conditions=@seedkit/source", "--disable-warning=ExperimentalWarning"];
  const child: ChildProcess = spawn(process.execPath, [...flags, program, ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => kill(child, "SIGKILL"));
  const said = { out: "", all: "" };
  child.stdout?.on("data", (data) => {
    said.out += data;
    said.all += data;
  });
  child.stderr?.on("data", (data) => {
    said.all += data;
  });
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  return { child, said, ended };
}

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
  const status = seedkit(project.folder, ["batch", "status", "--queue", ...place.slice(2), "--json"], {
    REDIS_URL: redis.url,
  });
  expect(await status.ended).toBe(0);
  expect(JSON.parse(status.said.out)).toMatchObject({ workers: ["east"], cap: { micros: 5_000_000 } });
  expect(await run.ended, run.said.all).toBe(0);
  expect(JSON.parse(run.said.out)).toMatchObject({ status: "success", counts: { generated: 6 } });
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toContain('seedkit_jobs_total{status="generated"} 6');
  expect(metrics).toContain("seedkit_spend_dollars 0.21");
  expect((await fetch(`${address}/health`)).status).toBe(200);
  await kill(worker.child, "SIGTERM");
  expect(worker.child.exitCode).toBe(0);
  expect(worker.said.all + run.said.all + status.said.all).not.toContain(key);
});

test("a queue that is not there is said without what is secret in its address", async () => {
  const project = await createProject(manifestOf(["a"]), "http://127.0.0.1:9");
  const status = seedkit(project.folder, ["batch", "status", "--queue", "redis://me:hunter2@127.0.0.1:9"]);
  expect(await status.ended).not.toBe(0);
  expect(status.said.all).toContain("redis://127.0.0.1:9");
  expect(status.said.all).not.toContain("hunter2");
}, 60_000);
