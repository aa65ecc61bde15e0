import type { AwayRun } from "@seedkit/batch/elsewhere";
import type { Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { JobData } from "./job-data.ts";
import { dataVersion, jobIdOf, type Names } from "./names.ts";

export type Handing = {
  readonly queue: Queue;
  readonly redis: Redis;
  readonly names: Names;
  readonly run: AwayRun;
  /** The run's. */
  readonly id: string;
};

const atOnce = 500;

/** Puts all jobs on the queue. One that is there already stays as it is: its id is its name. */
export async function handOut({ queue, run, id }: Handing): Promise<void> {
  for (let at = 0; at < run.jobs.length && !run.stop.stopped; at += atOnce) {
    await queue.addBulk(
      run.jobs.slice(at, at + atOnce).map((away) => ({
        name: "call",
        data: { version: dataVersion, run: id, ...away } satisfies JobData,
        // Attempts: what is tried again is the client's to say. Kept until it is in the ledger.
        opts: { jobId: jobIdOf(away.name), attempts: 1, removeOnComplete: false, removeOnFail: false },
      })),
    );
  }
}
