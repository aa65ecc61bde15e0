import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scale } from "../queue/scale.ts";
import { simulate } from "../queue/simulate.ts";
import type { Suite } from "../section.ts";

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-bench-queue-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What many workers make of one queue. Not part of a whole run: it takes long, and a redis-server. */
export const queue: Suite = {
  id: "queue",
  async run({ quick }) {
    const scaled: { workers: number; perSecond: number }[] = [];
    for (const workers of [1, 2, 4, 8]) {
      const perSecond = await inFolder((folder) => scale(folder, workers, quick ? 20 : 80));
      scaled.push({ workers, perSecond });
    }
    const one = scaled[0]?.perSecond ?? Number.NaN;
    const enough = quick ? 20_000 : 1_000_000;
    const simulated = await inFolder((folder) => simulate(folder, 1_000_000, 2, enough));
    const { bytesEach, mostEach, left, handedOutPerSecond, perSecond, jobs, made } = simulated;
    return {
      title: "The queue",
      method:
        "Workers as processes of one machine, one call of 250 ms at once each, from the first post to the last. The simulation sends jobs through coordinator, Redis and two workers with every step but the call itself, which succeeds at once. Redis has every write on the disk before it answers.",
      tables: [
        {
          columns: ["workers", "calls/s", "of linear"],
          rows: scaled.map(({ workers, perSecond: rate }) => [
            String(workers),
            rate.toFixed(2),
            (rate / (one * workers)).toFixed(3),
          ]),
        },
        {
          columns: [
            "jobs waiting at once",
            "made of them",
            "Redis, bytes a waiting job",
            "bytes a job, at most",
            "left after, kB (of all made)",
            "handed out/s",
            "ended/s",
          ],
          rows: [
            [
              String(jobs),
              String(made),
              bytesEach.toFixed(0),
              mostEach.toFixed(0),
              (left / 1000).toFixed(0),
              handedOutPerSecond.toFixed(0),
              perSecond.toFixed(0),
            ],
          ],
        },
      ],
      measures: [],
    };
  },
};
