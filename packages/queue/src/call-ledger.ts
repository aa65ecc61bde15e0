import { applyRecord, emptyState, type Ledger, type NewRecord } from "@seedkit/batch/elsewhere";
import { SeedkitError } from "@seedkit/core";
import type { Redis } from "ioredis";
import type { Names } from "./names.ts";
import { runScript } from "./scripts.ts";

/** The ledger of one call, in its job on Redis, so that any worker can go on with it. */
export type CallLedger = Ledger & {
  readonly records: readonly NewRecord[];
  /** Why the call was not begun, where it was not. */
  readonly refused?: Refusal;
  /** Takes what the call may have cost where no line of the ledger ends it. */
  settle(perhaps: number): Promise<void>;
};

export type Refusal = "lost" | "stopped" | "over" | "over-for-now";

type At = { readonly id: string; readonly token: string; readonly price: number };

/** Reads what Redis says of a call. */
export async function openCallLedger(
  redis: Redis,
  names: Names,
  { id, token, price }: At,
): Promise<CallLedger> {
  const job = names.job(id);
  const state = emptyState();
  const text = await redis.hget(job, "call");
  const records: NewRecord[] = text === null ? [] : (JSON.parse(text) as NewRecord[]);
  const apply = (record: NewRecord) =>
    applyRecord(state, { version: 1, at: 0, ...record } as Parameters<typeof applyRecord>[1]);
  for (const record of records) apply(record);
  let refused: Refusal | undefined;
  const all = () => JSON.stringify(records);

  const write = async (record: NewRecord) => {
    switch (record.type) {
      case "planned":
        // It goes along with the next line: alone it says nothing.
        return;
      case "started": {
        const answer = await runScript(redis, "begin", job, `${job}:lock`, names.run, token, all(), price);
        if (answer === "ok") return;
        refused = answer as Refusal;
        throw refusal(refused);
      }
      case "submitted":
      case "received":
        await runScript(redis, "note", job, all());
        return;
      default: {
        const { spent, perhaps } = costOf(record);
        await runScript(redis, "settle", job, names.run, all(), spent, perhaps);
      }
    }
  };

  return {
    path: `job ${id}`,
    state,
    records,
    get refused() {
      return refused as Refusal;
    },
    job: (name) => state.jobs.get(name),
    async append(record) {
      records.push(record);
      await write(record);
      apply(record);
    },
    async settle(perhaps) {
      await runScript(redis, "settle", job, names.run, all(), 0, perhaps);
    },
    rewrite: async () => {},
    close: async () => {},
  };
}

function costOf(record: NewRecord): { spent: number; perhaps: number } {
  if (record.type === "succeeded") return { spent: record.cost.micros, perhaps: 0 };
  if (record.type === "ambiguous") return { spent: 0, perhaps: record.cost.micros };
  if (record.type !== "failed" || record.charged === "no") return { spent: 0, perhaps: 0 };
  const { micros } = record.cost;
  return record.charged === "yes" ? { spent: micros, perhaps: 0 } : { spent: 0, perhaps: micros };
}

function refusal(why: Refusal): SeedkitError {
  if (why === "over" || why === "over-for-now") {
    return new SeedkitError("over_budget", "The next image could pass the cap", {
      charged: "no",
      hint: "It was not sent. Raise the cap to go on: what is spent already counts.",
    });
  }
  const message = why === "lost" ? "Another worker has this job" : "The run was stopped";
  return new SeedkitError("aborted", message, { charged: "no" });
}
