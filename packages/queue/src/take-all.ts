import {
  type AwayOutcome,
  type AwayRun,
  type JobResult,
  type NewRecord,
  notSent,
} from "@seedkit/batch/elsewhere";
import { type Clock, money, SeedkitError } from "@seedkit/core";
import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { isKnown, type JobData, type JobReturn } from "./job-data.ts";
import { takeLate } from "./late.ts";
import type { Names } from "./names.ts";
import { runScript } from "./scripts.ts";
import type { Storage } from "./storage.ts";
import { fetchFiles } from "./stored-ledger.ts";

export type Taking = {
  readonly queue: Queue<JobData, JobReturn>;
  readonly redis: Redis;
  readonly names: Names;
  readonly run: AwayRun;
  readonly clock: Clock;
  readonly storage: Storage | undefined;
};

const atOnce = 100;
const everyMs = 100;

/** Takes what ends into the ledger until nothing is left, and only then off the queue. */
export async function takeAll(taking: Taking): Promise<void> {
  const { queue, run, clock } = taking;
  let cleared = false;
  for (;;) {
    if (run.signal?.aborted) return;
    if (run.stop.stopped && !cleared) {
      await clear(taking);
      cleared = true;
    }
    await takeLate(taking, run);
    const ended = await queue.getJobs(["completed", "failed"], 0, atOnce - 1, true);
    await Promise.all(ended.map((job) => take(taking, job)));
    if (ended.length > 0) continue;
    const open = await queue.getJobCounts(
      "waiting",
      "active",
      "delayed",
      "prioritized",
      "completed",
      "failed",
    );
    if (Object.values(open).every((count) => count === 0)) {
      await takeLate(taking, run);
      return;
    }
    await Promise.race([pause(clock, everyMs), aborted(run.signal)]);
  }
}

async function take(
  { run, redis, names, storage }: Taking,
  job: Job<JobData, JobReturn> | undefined,
): Promise<void> {
  if (!job) return;
  const outcome = isKnown(job.returnvalue) ? job.returnvalue : await outcomeOfFailed(redis, names, job);
  await fetchFiles(storage, run.folder, outcome);
  await run.tell(job.data.name, outcome);
  await settle(redis, names, job, outcome);
  // The ledger has it.
  await job.remove();
}

/** Of what has no end in its books, a worker could not say what it cost: it counts as perhaps spent. */
async function settle(
  redis: Redis,
  names: Names,
  { id = "" }: Job,
  { records, result }: AwayOutcome,
): Promise<void> {
  const perhaps = result.status === "skipped" ? 0 : result.cost.micros;
  const given = ["coordinator", JSON.stringify(records), 0, perhaps, 1, ""];
  await runScript(redis, "settle", names.job(id), names.run, ...given);
}

/** A worker could not even say how it ended: what Redis knows of the call does. */
async function outcomeOfFailed(redis: Redis, names: Names, job: Job<JobData>): Promise<AwayOutcome> {
  const [text = null, posting] = await redis.hmget(names.job(job.id ?? ""), "call", "posting");
  const records = text === null ? [] : (JSON.parse(text) as NewRecord[]);
  const last = records.at(-1);
  const why = job.failedReason ?? "A worker failed";
  const { name: job_, price } = job.data;
  const base = notSent(job.data);
  const failed = (charged: "no" | "maybe", status: JobResult["status"]) => ({
    ...base,
    status,
    cost: money(charged === "no" ? 0 : price),
    error: new SeedkitError("connection_lost", why, { charged, retryable: false }).toJSON(),
  });
  if (!last || (last.type === "started" && !posting)) return { records: [], result: failed("no", "failed") };
  if (last.type === "submitted" || last.type === "received")
    return { records, result: failed("maybe", "pending") };
  const ambiguous: NewRecord = {
    type: "ambiguous",
    job: job_,
    code: "connection_lost",
    message: why,
    cost: money(price),
  };
  return { records: [...records, ambiguous], result: failed("maybe", "ambiguous") };
}

/** Nothing new starts: what nobody has begun comes off the queue; what was begun stays, and is finished. */
async function clear({ queue, redis, names, run }: Taking): Promise<void> {
  await redis.hset(names.run, "stop", run.stop.error?.code ?? "aborted");
  for (let from = 0; ; ) {
    const waiting = await queue.getJobs(["waiting", "delayed"], from, from + atOnce - 1);
    if (waiting.length === 0) return;
    let kept = 0;
    await Promise.all(
      waiting.map(async (job) => {
        const isBegun = (await redis.hexists(names.job(job?.id ?? ""), "call")) === 1;
        const isGone =
          !isBegun &&
          (await job?.remove().then(
            () => true,
            () => false,
          ));
        if (!isGone) kept++;
      }),
    );
    from += kept;
  }
}

const pause = (clock: Clock, ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

const aborted = (signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
