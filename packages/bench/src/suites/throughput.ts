import type { Client, ClientId } from "../clients/client.ts";
import { baselines, peers } from "../clients/index.ts";
import { startWorker, type Worker } from "../processes.ts";
import type { Measure, Suite } from "../section.ts";
import { median, rotate } from "../statistics.ts";

type Samples = { readonly one: number[]; readonly many: number[] };

const inFlight = 16;

/** Calls a second, and what a call costs over bare `fetch`. */
export const throughput: Suite = {
  id: "throughput",
  async run({ server, quick }) {
    const { rounds, one, many } = quick
      ? { rounds: 3, one: 40, many: 160 }
      : { rounds: 15, one: 150, many: 600 };
    const clients = [...baselines, ...peers];
    const samples = new Map<ClientId, Samples>(clients.map(({ id }) => [id, { one: [], many: [] }]));
    const workers = new Map<ClientId, Worker>();
    const baseOf = (client: Client) => `${server.origin}/run/speed-${client.id}/small/${client.wire}`;
    const time = async (client: Client, calls: number, together: number) => {
      const worker = workers.get(client.id) ?? (await startWorker(client.id));
      workers.set(client.id, worker);
      const { ms } = await worker.ask("time", { base: baseOf(client), calls, inFlight: together });
      return ms / calls;
    };
    for (const client of clients) await time(client, many, inFlight);
    for (let round = 0; round < rounds; round++) {
      for (const client of rotate(clients, round)) {
        const list = samples.get(client.id);
        list?.one.push(await time(client, one, 1));
        list?.many.push(await time(client, many, inFlight));
      }
    }
    for (const worker of workers.values()) worker.close();

    const of = (id: ClientId) => samples.get(id) ?? { one: [], many: [] };
    const figures = clients.map((client) => {
      const own = of(client.id);
      const base = of(client.baseline);
      const bytes = of("fetch");
      return {
        client,
        perSecond: 1000 / median(own.many),
        ratio: paired(base.many, own.many, (bare, mine) => bare / mine),
        ms: median(own.one),
        added: paired(own.one, base.one, (mine, bare) => mine - bare),
        addedToBytes: paired(own.one, bytes.one, (mine, bare) => mine - bare),
      };
    });
    const rivals = figures.filter(({ client }) => peers.includes(client));
    const measure = (
      id: string,
      better: Measure["better"],
      pick: (row: (typeof figures)[number]) => number,
    ): Measure => ({
      id,
      better,
      values: new Map(rivals.map((row) => [row.client.id, pick(row)])),
      show: (value) => value.toFixed(better === "lower" ? 3 : 0),
    });
    return {
      title: "Calls",
      method: `From a prompt to a 12 kB image's bytes in hand. Every client in a process of its own; ${rounds} rounds that take turns at the order, each of ${one} calls one by one and ${many} calls ${inFlight} at a time; medians. "Of fetch" and "added" are paired within a round with the bare \`fetch\` that speaks the same wire, so they are the client's own doing; "added to bytes" is against the bare \`fetch\` of bytes, so it holds what the wire costs as well (base64, or a second request for the image).`,
      tables: [
        {
          columns: [
            "client",
            "calls/s, 16 at a time",
            "of fetch",
            "ms a call, one by one",
            "added ms",
            "added to bytes, ms",
          ],
          rows: figures.map((row) => [
            row.client.title,
            row.perSecond.toFixed(0),
            `${(row.ratio * 100).toFixed(0)} %`,
            row.ms.toFixed(3),
            baselines.includes(row.client) ? "-" : row.added.toFixed(3),
            row.client.id === "fetch" ? "-" : row.addedToBytes.toFixed(3),
          ]),
        },
      ],
      measures: [
        measure("calls a second", "higher", (row) => row.perSecond),
        measure("added ms over fetch of the same wire", "lower", (row) => row.added),
        measure("added ms over fetch of bytes", "lower", (row) => row.addedToBytes),
      ],
    };
  },
};

function paired(
  left: readonly number[],
  right: readonly number[],
  compare: (a: number, b: number) => number,
): number {
  return median(left.map((value, index) => compare(value, right[index] ?? Number.NaN)));
}
