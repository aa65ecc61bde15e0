import { inFolder } from "../queue/in-folder.ts";
import { scale } from "../queue/scale.ts";
import type { Suite } from "../section.ts";
import { median } from "../statistics.ts";

const crews = [1, 2, 4, 8];

/** What more workers make of one queue. Not part of a whole run: it needs a redis-server. */
export const queue: Suite = {
  id: "queue",
  async run({ quick }) {
    const rates = new Map<number, number[]>(crews.map((workers) => [workers, []]));
    // In turns: a machine that is busy for a while is busy for all.
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      for (const [workers, measured] of rates)
        measured.push(await inFolder((folder) => scale(folder, workers, quick ? 20 : 80)));
    }
    const one = median(rates.get(1) ?? []);
    return {
      title: "The queue",
      method:
        "Workers as processes of one machine, one call of 250 ms at once each, from the first post to the last; the crews take turns. Redis has every write on the disk before it answers.",
      tables: [
        {
          columns: ["workers", "calls/s: median", "least", "of linear"],
          rows: [...rates].map(([workers, measured]) => [
            String(workers),
            median(measured).toFixed(2),
            Math.min(...measured).toFixed(2),
            (median(measured) / (one * workers)).toFixed(3),
          ]),
        },
      ],
      measures: [],
    };
  },
};
