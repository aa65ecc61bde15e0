import { type Money, money } from "@seedkit/core";
import { Queue } from "bullmq";
import { connectRedis, type QueueAddress } from "./connection.ts";
import { namesOf } from "./names.ts";

/** How the run on a queue stands. */
export type QueueStatus = {
  readonly version: 1;
  /** Undefined: no run is on the queue. */
  readonly run?: string;
  readonly jobs: {
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    /** Ended, and not yet in the ledger. */
    readonly ended: number;
  };
  readonly workers: readonly string[];
  readonly spent: Money;
  /** Of calls of which nobody knows: it counts as spent. */
  readonly perhapsSpent: Money;
  /** Set aside for what runs. */
  readonly reserved: Money;
  readonly cap: Money;
  /** How often a request has waited for the rate. */
  readonly rateWaits: number;
  /** Why nothing new starts. */
  readonly stoppedBy?: string;
};

/** Looks at a queue without touching it. @throws SeedkitError `connect_failed`, `invalid_input` */
export async function queueStatus(address: QueueAddress): Promise<QueueStatus> {
  const names = namesOf(address.prefix ?? "seedkit");
  const redis = await connectRedis(address);
  const queue = new Queue(names.queue, { connection: redis, prefix: names.prefix, skipMetasUpdate: true });
  queue.on("error", () => {});
  try {
    const [counts, workers, run, waits] = await Promise.all([
      queue.getJobCounts("waiting", "active", "delayed", "completed", "failed"),
      queue.getWorkers().catch(() => []),
      redis.hgetall(names.run),
      redis.hget(names.rate, "waits"),
    ]);
    const { waiting = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = counts;
    const amount = (name: string) => money(Number(run[name] ?? 0));
    return {
      version: 1,
      ...(run.id !== undefined && { run: run.id }),
      jobs: { waiting, active, delayed, ended: completed + failed },
      workers: workers.map((worker) => worker.rawname?.split(":w:")[1] ?? worker.name ?? "").sort(),
      spent: amount("spent"),
      perhapsSpent: amount("perhaps"),
      reserved: amount("reserved"),
      cap: amount("cap"),
      rateWaits: Number(waits ?? 0),
      ...(run.stop !== undefined && { stoppedBy: run.stop }),
    };
  } finally {
    await queue.close();
    redis.disconnect();
  }
}
