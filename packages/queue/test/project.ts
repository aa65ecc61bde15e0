import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunOptions, runBatch } from "@seedkit/batch";
import { createClient } from "@seedkit/core";
import { createEmulator, type EmulatorOptions } from "@seedkit/emulator";
import { onTestFinished } from "vitest";
import { createCoordinator } from "../src/index.ts";
import { kill, type RedisServer } from "./redis.ts";

export const key = "sk-test-0123456789abcdef";
/** Micro-dollars. */
export const price = 35_000;

/** A manifest of images that cost little to draw. */
export function manifestOf(ids: readonly string[], more: Record<string, unknown> = {}): string {
  const images = Object.fromEntries(ids.map((id) => [id, { prompt: `A picture of ${id}`, ...more }]));
  return JSON.stringify({ version: 1, defaults: { model: "seedream-4", size: "1K" }, images });
}

export const idsOf = (count: number) => Array.from({ length: count }, (_, at) => `i${at}`);

/** The service on a port, for workers that are processes. */
export async function serve(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({
    port: 0,
    pixels: "plain",
    seed: 1,
    credits: 1_000_000,
    ...options,
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

let projects = 0;

/** A project in a folder of its own, and what runs it: here, or on a queue. */
export async function createProject(manifest: string, api: string, redis?: RedisServer) {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-queue-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, "seedkit.yaml");
  await writeFile(file, manifest);
  const prefix = `project-${process.pid}-${++projects}`;
  const workers: ChildProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => kill(worker, "SIGKILL")));
  });
  const client = createClient({ apiKey: key, baseUrl: api });
  const run = (more: Partial<RunOptions> = {}) =>
    runBatch({ manifest: file, client, maxCost: 1e12, ...more });
  return {
    folder,
    prefix,
    workers,
    run,
    read: (path: string) => readFile(join(folder, path), "utf8"),
    write: (text: string) => writeFile(file, text),
    async runOnQueue(more: Partial<RunOptions> = {}, perMinute?: number, storage?: string) {
      const coordinator = await createCoordinator({ url: redis?.url ?? "", prefix, perMinute, storage });
      try {
        return await run({ ...more, elsewhere: coordinator });
      } finally {
        await coordinator.close();
      }
    },
    async work(
      name = "worker",
      { concurrency = 4, lockMs = 20_000, folder: seen = folder } = {},
    ): Promise<ChildProcess> {
      const ask = { redis: redis?.url, prefix, folder: seen, api, concurrency, name, lockMs };
      const worker = fork(new URL("./worker-process.ts", import.meta.url), [JSON.stringify(ask)], {
        execArgv: ["--conditions=@seedkit/source", "--disable-warning=ExperimentalWarning"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      workers.push(worker);
      await new Promise<void>((resolve, reject) => {
        worker.once("message", () => resolve());
        worker.once("exit", (code) => reject(new Error(`The worker ended with ${code}`)));
      });
      return worker;
    },
  };
}
