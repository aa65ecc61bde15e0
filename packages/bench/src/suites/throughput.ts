import type { Client } from "../clients/client.ts";
import { bareFetch, baselines, peers } from "../clients/index.ts";
import { createTimer, type PairedTiming, paired, type Slices } from "../paired-timing.ts";
import type { Measure, Suite, Table } from "../section.ts";
import { median, rotate } from "../statistics.ts";

type Row = {
  readonly client: Client;
  readonly perSecond: number;
  readonly ofFetch: number;
  readonly ms: number;
  readonly added: number;
  readonly addedToBytes: number;
};

/** Calls a second, and what a call costs over bare `fetch`. */
export const throughput: Suite = {
  id: "throughput",
  async run({ server, quick }) {
    const rounds = quick ? 4 : 30;
    const one: Slices = { rounds, calls: 60, inFlight: 1 };
    const many: Slices = { rounds, calls: 240, inFlight: 16 };
    const warmUp: Slices = { rounds: quick ? 1 : 3, calls: 500, inFlight: 8 };
    const timer = createTimer(server.origin);

    const measured = [...baselines.filter((bare) => bare !== bareFetch), ...peers];
    const series = async (slices: Slices) => {
      const lists = new Map(measured.map((client) => [client, emptyTiming()]));
      for (let round = 0; round < slices.rounds; round++) {
        for (const client of rotate(measured, round)) {
          const sameWire = baselines.filter(({ id }) => id === client.baseline && id !== client.id);
          const times = await timer.round(round, client, [...new Set([bareFetch, ...sameWire])], slices);
          const list = lists.get(client);
          list?.own.push(times.get(client.id) ?? Number.NaN);
          list?.sameWire.push(times.get(client.baseline) ?? Number.NaN);
          list?.bytes.push(times.get("fetch") ?? Number.NaN);
        }
      }
      return lists;
    };
    await series(warmUp);
    const oneByOne = await series(one);
    const together = await series(many);
    timer.close();

    const rows = measured.map((client) =>
      rowOf(client, oneByOne.get(client) ?? emptyTiming(), together.get(client) ?? emptyTiming()),
    );
    const rivals = rows.filter(({ client }) => peers.includes(client));
    const measure = (id: string, better: Measure["better"], pick: (row: Row) => number): Measure => ({
      id,
      better,
      values: new Map(rivals.map((row) => [row.client.id, pick(row)])),
      show: (value) => value.toFixed(better === "lower" ? 3 : 0),
    });
    const bytes = [...together.values()].flatMap((list) => list.bytes);
    const bytesOne = [...oneByOne.values()].flatMap((list) => list.bytes);
    return {
      title: "Calls",
      method: `From a prompt to a 12 kB image's bytes in hand. Every client, and every bare \`fetch\` beside it, in a process of its own; after a warm-up ${rounds} rounds of short slices (${one.calls} calls one by one, ${many.calls} calls ${many.inFlight} at a time), each right beside slices of bare \`fetch\`, in turns at who goes first. "Of fetch" and "added" are medians of such neighbours with the bare \`fetch\` that speaks the same wire, so they are the client's own doing; "added to bytes" is against the bare \`fetch\` of bytes, so it holds what the wire costs as well (base64, or a second request for the image).`,
      tables: [tableOf(rows, 1000 / median(bytes), median(bytesOne), many.inFlight)],
      measures: [
        measure("calls a second", "higher", (row) => row.perSecond),
        measure("added ms over fetch of the same wire", "lower", (row) => row.added),
        measure("added ms over fetch of bytes", "lower", (row) => row.addedToBytes),
      ],
    };
  },
};

function rowOf(client: Client, one: PairedTiming, many: PairedTiming): Row {
  return {
    client,
    perSecond: 1000 / median(many.own),
    ofFetch: paired(many.sameWire, many.own, (bare, mine) => bare / mine),
    ms: median(one.own),
    added: paired(one.own, one.sameWire, (mine, bare) => mine - bare),
    addedToBytes: paired(one.own, one.bytes, (mine, bare) => mine - bare),
  };
}

function tableOf(rows: readonly Row[], bytesPerSecond: number, bytesMs: number, inFlight: number): Table {
  return {
    columns: [
      "client",
      `calls/s, ${inFlight} at a time`,
      "of fetch",
      "ms a call, one by one",
      "added ms",
      "added to bytes, ms",
    ],
    rows: [
      [bareFetch.title, bytesPerSecond.toFixed(0), "-", bytesMs.toFixed(3), "-", "-"],
      ...rows.map((row) => {
        const isBare = baselines.includes(row.client);
        return [
          row.client.title,
          row.perSecond.toFixed(0),
          isBare ? "-" : `${(row.ofFetch * 100).toFixed(0)} %`,
          row.ms.toFixed(3),
          isBare ? "-" : row.added.toFixed(3),
          row.addedToBytes.toFixed(3),
        ];
      }),
    ],
  };
}

function emptyTiming(): { own: number[]; sameWire: number[]; bytes: number[] } {
  return { own: [], sameWire: [], bytes: [] };
}
