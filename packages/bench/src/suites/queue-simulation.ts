import { inFolder } from "../queue/in-folder.ts";
import { simulate } from "../queue/simulate.ts";
import type { Suite } from "../section.ts";

/** A million jobs on one queue. Not part of a whole run: it takes most of an hour, and a redis-server. */
export const queueSimulation: Suite = {
  id: "queue-simulation",
  async run({ quick }) {
    const enough = quick ? 20_000 : 1_000_000;
    const simulated = await inFolder((folder) => simulate(folder, 1_000_000, 2, enough));
    const { bytesEach, mostEach, left, handedOutPerSecond, perSecond, jobs, made } = simulated;
    return {
      title: "The queue, simulated",
      method:
        "The simulation sends jobs through coordinator, Redis and two workers with every step but the call itself, which succeeds at once. Redis has every write on the disk before it answers.",
      tables: [
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
