import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AwayRun } from "@seedkit/batch/elsewhere";
import { createCoordinator } from "@seedkit/queue";
import { sha256Of, smallJpeg } from "../batch/small-jpeg.ts";
import { startRedis } from "./redis.ts";
import { startWorkers } from "./workers.ts";

export type Simulated = {
  readonly jobs: number;
  /** Of these, those that were made: the rest only waited. */
  readonly made: number;
  /** Bytes of Redis a waiting job takes. */
  readonly bytesEach: number;
  /** The most bytes of Redis there were at any time, for each job: those that run and have ended included. */
  readonly mostEach: number;
  /** Bytes of Redis that are left when all have ended. */
  readonly left: number;
  readonly handedOutPerSecond: number;
  readonly perSecond: number;
};

const entry = {
  position: { line: 1, column: 1 },
  model: "seedream-4",
  references: [],
  count: 1,
  imagesPerCall: 1,
  tags: [],
  // All have the same image, and need one file.
  outputs: { template: "images/picture", format: "original" },
} as const;

const image = smallJpeg();
const key = "0123456789abcdef".repeat(4);

/**
 * So many jobs through coordinator, Redis and workers, with every step but the call itself: no network, no pixels, and
 * one file of a few bytes for all images. It is over when `enough` are made.
 */
export async function simulate(
  folder: string,
  jobs: number,
  workers: number,
  enough = jobs,
): Promise<Simulated> {
  const over = new AbortController();
  const server = await startRedis();
  await mkdir(join(folder, ".seedkit"), { recursive: true });
  await mkdir(join(folder, "images"));
  await writeFile(join(folder, "images", "picture.jpg"), image);
  const memory = async (name: string) =>
    Number(new RegExp(`${name}:(\\d+)`).exec(await server.redis.info("memory"))?.[1]);
  const used = () => memory("used_memory");
  const before = await used();
  const coordinator = await createCoordinator({ url: server.url });
  let ended = 0;
  let made = 0;
  const run: AwayRun = {
    folder,
    jobs: Array.from({ length: jobs }, (_, at) => ({
      job: {
        entry: { ...entry, id: `plant-${at}`, input: { prompt: `A photograph of plant ${at} on white` } },
        index: 0,
        key,
        jobKey: `${key}-0`,
        referenceHashes: {},
      },
      name: `${key}-0:plant-${at}`,
      price: 35_000,
      known: [sha256Of(image)],
    })),
    cap: Number.MAX_SAFE_INTEGER,
    spent: 0,
    perhaps: 0,
    metadata: false,
    overwriteEdited: false,
    emulated: false,
    transport: "queued",
    retryAmbiguous: true,
    stop: {
      stopped: false,
      interrupted: false,
      signal: new AbortController().signal,
      now() {},
      dispose() {},
    },
    signal: over.signal,
    async tell(_, { result }) {
      ended++;
      if (result.status === "generated") made++;
      if (made >= enough && enough < jobs) over.abort();
    },
  };
  const start = performance.now();
  const making = coordinator.make(run);
  const waiting = () => server.redis.llen("{seedkit}:jobs:wait");
  while ((await waiting()) < jobs) await new Promise((resolve) => setTimeout(resolve, 20));
  const handedOut = performance.now();
  const full = await used();
  const crew = await startWorkers(workers, { url: server.url, folder, concurrency: 32 });
  const began = performance.now();
  await making;
  const took = performance.now() - began;
  if (made < enough || made !== ended)
    throw new Error(`${ended} of ${jobs} jobs ended, ${made} with an image`);
  const most = await memory("used_memory_peak");
  const left = (await used()) - before;
  for (const child of crew) child.disconnect();
  await coordinator.close();
  await server.close();
  return {
    jobs,
    made,
    bytesEach: (full - before) / jobs,
    mostEach: (most - before) / jobs,
    left,
    handedOutPerSecond: (jobs / (handedOut - start)) * 1000,
    perSecond: (made / took) * 1000,
  };
}
