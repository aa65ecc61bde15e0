import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runBatch } from "@seedkit/batch";
import { createClient } from "@seedkit/core";
import { createEmulator } from "@seedkit/emulator";
import { createCoordinator } from "@seedkit/queue";
import { manifestOf } from "../batch/project.ts";
import { startRedis } from "./redis.ts";
import { startWorkers } from "./workers.ts";

/** Calls a second of so many workers, one call of 250 ms at once each. */
export async function scale(folder: string, workers: number, each: number): Promise<number> {
  const server = await startRedis();
  const emulator = await createEmulator({ port: 0, pixels: "plain", latency: 250, credits: 1_000_000 });
  const crew = await startWorkers(workers, { url: server.url, folder, concurrency: 1, api: emulator.url });
  const manifest = join(folder, "seedkit.yaml");
  const jobs = workers * each;
  await writeFile(manifest, manifestOf(jobs, { size: '"1K"' }));
  const elsewhere = await createCoordinator({ url: server.url });
  const times: number[] = [];
  const result = await runBatch({
    manifest,
    client: createClient({ apiKey: "bench", baseUrl: emulator.url }),
    maxCost: 1e12,
    transport: "sync",
    elsewhere,
  });
  for (const { at, method } of emulator.journal.requests) if (method === "POST") times.push(at);
  if (result.counts.generated !== jobs) throw new Error(JSON.stringify(result.counts));
  for (const child of crew) child.disconnect();
  await elsewhere.close();
  await emulator.close();
  await server.close();
  // From the first post to the last: what the start of processes takes is not the queue's doing.
  return ((times.length - workers) / (Math.max(...times) - Math.min(...times))) * 1000;
}
