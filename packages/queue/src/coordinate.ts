import { randomBytes } from "node:crypto";
import { unlink, writeFile } from "node:fs/promises";
import type { AwayRun, Elsewhere } from "@seedkit/batch/elsewhere";
import { queueMarkOf, readQueueMark } from "@seedkit/batch/elsewhere";
import { type Clock, SeedkitError, systemClock } from "@seedkit/core";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { connectRedis, durabilityOf, type QueueAddress } from "./connection.ts";
import { handOut } from "./hand-out.ts";
import { holdPlace } from "./hold-place.ts";
import { takeLate } from "./late.ts";
import { dataVersion, type Names, namesOf } from "./names.ts";
import { createStorage } from "./storage.ts";
import { takeAll } from "./take-all.ts";

export type CoordinatorOptions = QueueAddress & {
  /** Requests a minute, of all workers together. @default no limit */
  readonly perMinute?: number | undefined;
  /** `s3://bucket/prefix`: workers put the files there, and they are fetched into the project. @default a shared folder */
  readonly storage?: string | undefined;
  /** Where the keys of the storage are. @default the environment of the process */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly clock?: Clock | undefined;
  /** What may go wrong with this Redis. */
  readonly onWarning?: ((message: string) => void) | undefined;
};

/** Hands the jobs of a run to workers: to be given to `runBatch` as `elsewhere`. */
export type Coordinator = Elsewhere & { close(): Promise<void> };

/** Connects to a queue. @throws SeedkitError `connect_failed`, `invalid_input` */
export async function createCoordinator(options: CoordinatorOptions): Promise<Coordinator> {
  const { clock = systemClock, perMinute } = options;
  const names = namesOf(options.prefix ?? "seedkit");
  const storage =
    options.storage === undefined
      ? undefined
      : createStorage(options.storage, options.environment ?? process.env);
  const redis = await connectRedis(options);
  const risk = await durabilityOf(redis);
  if (risk) options.onWarning?.(risk);
  // Nobody listens to what BullMQ tells of each job.
  const streams = { events: { maxLen: 100 } };
  const queue = new Queue(names.queue, { connection: redis, prefix: names.prefix, streams });
  queue.on("error", () => {});
  return {
    async make(run) {
      const leave = await holdPlace(redis, names, clock);
      try {
        const id = await beginRun(redis, names, run, options);
        if (perMinute === undefined) await queue.removeGlobalRateLimit();
        else await queue.setGlobalRateLimit(1, Math.ceil(60_000 / perMinute));
        // What an earlier run did not live to hear is not asked for again.
        const late = await takeLate({ redis, names, storage }, run);
        const jobs = run.jobs.filter(({ name }) => !late.has(name));
        await handOut({ queue, redis, names, run: { ...run, jobs }, id });
        await takeAll({ queue, redis, names, run, clock, storage });
        await endRun(queue, redis, names, run);
      } finally {
        await leave();
      }
    },
    async close() {
      await queue.close();
      redis.disconnect();
    },
  };
}

/** Goes on with the run that this project has on the queue, or begins one. */
async function beginRun(
  redis: Redis,
  names: Names,
  run: AwayRun,
  { perMinute, storage }: Pick<CoordinatorOptions, "perMinute" | "storage">,
): Promise<string> {
  const marked = await readQueueMark(run.folder);
  const [version, there] = await redis.hmget(names.run, "version", "id");
  if (version && version !== String(dataVersion)) {
    throw refused(`The queue holds a run of version ${version}, and this Seedkit knows ${dataVersion}`, "");
  }
  if (there && there !== marked) {
    throw refused("The queue holds a run of another project", "Give each project a prefix of its own.");
  }
  if (marked !== undefined && !there && !run.retryAmbiguous) {
    const hint =
      "What its workers paid for since cannot be known. Check the balance, then run it with --retry-ambiguous.";
    throw refused("Redis has lost the run of this project", hint);
  }
  const id = there ?? randomBytes(8).toString("hex");
  const { spent, perhaps, metadata, overwriteEdited, emulated, transport } = run;
  const settings = JSON.stringify({ metadata, overwriteEdited, emulated, transport, storage });
  // Before the first job: a run without the queue must see that this one is not over.
  await writeFile(queueMarkOf(run.folder), `${JSON.stringify({ version: 1, run: id })}\n`);
  const begin = redis
    .multi()
    .hset(names.run, { version: dataVersion, id, cap: Math.min(run.cap, Number.MAX_SAFE_INTEGER), settings })
    .hdel(names.run, "stop");
  // What a run that goes on has spent, Redis knows best.
  if (!there) begin.hset(names.run, { spent, perhaps, reserved: 0 });
  if (perMinute === undefined) begin.hdel(names.rate, "interval");
  // Microseconds.
  else begin.hset(names.rate, { interval: Math.ceil(60_000_000 / perMinute) });
  await begin.exec();
  return id;
}

/** Leaves nothing in Redis where nothing is open. */
async function endRun(queue: Queue, redis: Redis, names: Names, { folder }: AwayRun): Promise<void> {
  const counts = await queue.getJobCounts(
    "waiting",
    "active",
    "delayed",
    "completed",
    "failed",
    "prioritized",
  );
  if (Object.values(counts).some((count) => count > 0)) return;
  await redis.del(names.run, names.rate);
  await unlink(queueMarkOf(folder)).catch(() => {});
}

function refused(message: string, hint: string): SeedkitError {
  return new SeedkitError("invalid_input", message, {
    charged: "no",
    hint: `${hint} Nothing was sent.`.trim(),
  });
}
