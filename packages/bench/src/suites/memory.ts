import type { ClientId } from "../clients/client.ts";
import { baselines, peers } from "../clients/index.ts";
import { once } from "../processes.ts";
import type { Suite } from "../section.ts";
import { median, rotate } from "../statistics.ts";

const images = 4;
const megabyte = 1024 * 1024;

/** How far the process grows while it takes four images of 24 MB at once. */
export const memory: Suite = {
  id: "memory",
  async run({ server, quick }) {
    const runs = quick ? 1 : 5;
    const clients = [...baselines, ...peers];
    const peaks = new Map<ClientId, number[]>(clients.map(({ id }) => [id, []]));
    for (let run = 0; run < runs; run++) {
      for (const { id, wire } of rotate(clients, run)) {
        const base = (image: string) => `${server.origin}/run/memory-${id}/${image}/${wire}`;
        const { bytes } = await once(id, "memory", {
          base: base("large"),
          small: base("small"),
          inFlight: images,
        });
        peaks.get(id)?.push(bytes / megabyte);
      }
    }
    const figure = (id: ClientId) => median(peaks.get(id) ?? []);
    return {
      title: "Memory",
      method: `${images} images of 24 MiB at once, all ${images} kept: ${images * 24} MiB is the least there can be. By how much the process's peak resident memory lies over its size before, after one small call. Each run in a process of its own, ${runs} run(s) that take turns, median.`,
      tables: [
        {
          columns: ["client", "peak over start, MiB", "of the images' size", "of fetch, bytes"],
          rows: clients.map(({ id, title }) => [
            title,
            figure(id).toFixed(0),
            `${(figure(id) / (images * 24)).toFixed(2)}x`,
            `${(figure(id) / figure("fetch")).toFixed(2)}x`,
          ]),
        },
      ],
      measures: [
        {
          id: "peak memory",
          better: "lower",
          values: new Map(peers.map(({ id }) => [id, figure(id)])),
          show: (value) => `${value.toFixed(0)} MiB`,
        },
      ],
    };
  },
};
