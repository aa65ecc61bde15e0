import {
  type Client,
  type Clock,
  type Limiter,
  SeedkitError,
  type SeedkitErrorJson,
  systemClock,
} from "@seedkit/core";
import { DelayedError, type Job, WaitingError, Worker } from "bullmq";
import { connectRedis, durabilityOf, type QueueAddress } from "./connection.ts";
import type { JobReturn } from "./job-data.ts";
import { namesOf } from "./names.ts";
import { type Bench, performJob } from "./perform-job.ts";
import { createSharedRate } from "./rate.ts";
import { createStorage } from "./storage.ts";
import { createTally, type Tally } from "./tally.ts";

export type WorkerOptions = QueueAddress & {
  /** The project folder as this machine sees it, absolute: a volume all workers share. */
  readonly folder: string;
  /** Makes the client; the limiter has to be given to it. */
  readonly client: (limiter: Limiter) => Client | Promise<Client>;
  /** The client draws test images. @default false */
  readonly emulated?: boolean | undefined;
  /** Calls at once. @default 4 */
  readonly concurrency?: number | undefined;
  /** @default "worker" */
  readonly name?: string | undefined;
  /** How long a worker that says nothing keeps its jobs, in ms. @default 30_000 */
  readonly lockMs?: number | undefined;
  /** Where the keys of the storage are. @default the environment of the process */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly clock?: Clock | undefined;
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
};

export type WorkerEvent =
  | { readonly type: "warning"; readonly message: string }
  | {
      readonly type: "done";
      readonly id: string;
      readonly status: string;
      /** Why it is not made. */
      readonly error?: SeedkitErrorJson;
    };

export type QueueWorker = {
  readonly tally: Tally;
  /** Connected, and taking jobs. */
  isHealthy(): boolean;
  /** Finishes what runs, and takes nothing new. */
  drain(): Promise<void>;
  /** Aborts what runs: another worker goes on with it. */
  abort(): Promise<void>;
};

/** Starts a worker. @throws SeedkitError `connect_failed`, `invalid_input` */
export async function startWorker(options: WorkerOptions): Promise<QueueWorker> {
  const { folder, concurrency = 4, name = "worker", lockMs = 30_000, clock = systemClock } = options;
  const tell = (event: WorkerEvent) => options.onEvent?.(event);
  const names = namesOf(options.prefix ?? "seedkit");
  const redis = await connectRedis(options);
  const risk = await durabilityOf(redis);
  if (risk) tell({ type: "warning", message: risk });
  const abort = new AbortController();
  const tally = createTally();
  const rate = createSharedRate(redis, names, { clock, onWait: tally.waited });
  const client = await options.client(rate.limiter);
  const bench: Bench = {
    redis,
    names,
    rate,
    folder,
    client,
    emulated: options.emulated ?? false,
    storageOf: (address) => createStorage(address, options.environment ?? process.env),
    clock,
    signal: abort.signal,
    onEvent: tally.event,
  };
  const perform = async (job: Job, token: string): Promise<JobReturn> => {
    const performed = await performJob(bench, job.id ?? "", token, job.data);
    if ("ended" in performed) {
      const { id, status, error } = performed.ended.result;
      // It was aborted here: what was submitted is another worker's to fetch.
      if (abort.signal.aborted && status === "pending") throw abort.signal.reason;
      tally.end(performed.ended.result);
      await stopAll(redis, names.run, error?.code);
      tell({ type: "done", id, status, ...(error && { error }) });
      return performed.ended;
    }
    if (performed.not === "later") {
      await job.moveToDelayed(clock.now() + 500, token);
      throw new DelayedError();
    }
    throw new Error("Another worker has this job");
  };
  const work = async (job: Job, token: string): Promise<JobReturn> => {
    const leave = tally.enter();
    try {
      return await perform(job, token);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      // Another takes it up at once; where Redis does not hear of it, when its lock has run out.
      await job.moveToWait(token).catch(() => {});
      throw new WaitingError();
    } finally {
      leave();
    }
  };
  const working = new Set<Promise<unknown>>();
  const begin = (job: Job, token = "") => {
    const worked = work(job, token);
    working.add(worked);
    const end = () => working.delete(worked);
    worked.then(end, end);
    return worked;
  };
  const worker = new Worker<unknown, JobReturn>(names.queue, begin, {
    connection: redis,
    prefix: names.prefix,
    name,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    // It is gone on with, however often its worker dies.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    maxStartedAttempts: Number.MAX_SAFE_INTEGER,
  });
  worker.on("error", (error) => tell({ type: "warning", message: error.message }));
  const close = async (force: boolean) => {
    await worker.close(force);
    redis.disconnect();
  };
  return {
    tally,
    isHealthy: () => redis.status === "ready" && worker.isRunning() && !worker.closing,
    drain: () => close(false),
    async abort() {
      abort.abort(new SeedkitError("aborted", "The worker is stopped", { charged: "no" }));
      await Promise.allSettled(working);
      await close(true);
    },
  };
}

const fatal: ReadonlySet<string> = new Set([
  "unauthenticated",
  "forbidden",
  "insufficient_credits",
  "over_budget",
]);

/** What one worker met, all would meet. */
async function stopAll(redis: Bench["redis"], run: string, code: string | undefined): Promise<void> {
  if (code !== undefined && fatal.has(code)) await redis.hsetnx(run, "stop", code);
}
