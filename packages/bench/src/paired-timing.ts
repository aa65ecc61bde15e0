import type { Client, ClientId } from "./clients/client.ts";
import { startWorker, type Worker } from "./processes.ts";
import { median, rotate } from "./statistics.ts";

/** Times short slices of calls, each client's next to those of the bare `fetch`es it is compared to. */
export type PairedTiming = {
  /** ms a call, one list a client of what each round gave: index by index they are neighbours in time. */
  readonly own: readonly number[];
  readonly sameWire: readonly number[];
  readonly bytes: readonly number[];
};

export type Slices = { readonly rounds: number; readonly calls: number; readonly inFlight: number };

/** Gives each client, and each bare `fetch` beside it, a process of its own: as warm and as clean as its neighbour. */
export function createTimer(origin: string) {
  const workers = new Map<string, Worker>();
  const slice = async (
    pair: Client,
    { id, wire }: Client,
    calls: number,
    inFlight: number,
  ): Promise<number> => {
    const key = `${id} beside ${pair.id}`;
    const worker = workers.get(key) ?? (await startWorker(id));
    workers.set(key, worker);
    const base = `${origin}/run/speed-${id}/small/${wire}`;
    const { ms } = await worker.ask("time", { base, calls, inFlight });
    return ms / calls;
  };
  return {
    /** One slice of the client and of each bare `fetch`, in turns at who goes first. */
    async round(round: number, client: Client, bare: readonly Client[], { calls, inFlight }: Slices) {
      const times = new Map<ClientId, number>();
      for (const one of rotate([...bare, client], round)) {
        times.set(one.id, await slice(client, one, calls, inFlight));
      }
      return times;
    },
    close: () => {
      for (const worker of workers.values()) worker.close();
    },
  };
}

/** The median of what neighbours in time give together. */
export function paired(
  left: readonly number[],
  right: readonly number[],
  compare: (left: number, right: number) => number,
): number {
  return median(left.map((value, index) => compare(value, right[index] ?? Number.NaN)));
}
