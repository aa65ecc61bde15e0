import { applyRecord, emptyState, type Ledger, type NewRecord } from "@seedkit/batch/elsewhere";
import { SeedkitError } from "@seedkit/core";
import type { Redis } from "ioredis";
import type { JobData } from "./job-data.ts";
import { lateEntry } from "./late.ts";
import type { Names } from "./names.ts";
import { runScript } from "./scripts.ts";

/** The ledger of one call, in its job on Redis, so that any worker can go on with it. */
export type CallLedger = Ledger & {
  readonly records: readonly NewRecord[];
  readonly fate: Fate;
  /** Notes that a post of it leaves now. @throws SeedkitError `aborted` where another worker has the job */
  leave(): Promise<number>;
  /** The service refused its post at no cost: it is not out any more. */
  cameBack(): void;
};

/** What Redis said to what was written. */
export type Fate = {
  /** Why the call was not begun, or what may not be said of it. */
  refused?: Refusal;
  /** Another worker had said how it ended. */
  isLate?: true;
};

/** `moved`: more is known of it than when it was opened. */
export type Refusal = "lost" | "moved" | "stopped" | "over" | "over-for-now";

type At = { readonly id: string; readonly token: string; readonly away: JobData };

/** Takes a job up, and reads what Redis says of its call. Undefined where another worker has it. */
export async function openCallLedger(
  redis: Redis,
  names: Names,
  { id, token, away }: At,
): Promise<CallLedger | undefined> {
  const job = names.job(id);
  const lock = `${job}:lock`;
  const state = emptyState();
  const adopted = (await runScript(redis, "adopt", job, lock, token)) as string[];
  const [answer, text, posting] = adopted;
  if (answer !== "ok") return undefined;
  const records: NewRecord[] = text === undefined ? [] : (JSON.parse(text) as NewRecord[]);
  // Its worker died before anything left: it begins anew.
  if (records.at(-1)?.type === "started" && !posting) records.length = 0;
  let stored = text ?? "";
  const apply = (record: NewRecord) =>
    applyRecord(state, { version: 1, at: 0, ...record } as Parameters<typeof applyRecord>[1]);
  for (const record of records) apply(record);
  const fate: Fate = {};
  const refuse = (why: Refusal): never => {
    fate.refused = why;
    throw refusal(why);
  };

  const write = async (record: NewRecord) => {
    const all = JSON.stringify(records);
    switch (record.type) {
      case "planned":
        // It goes along with the next line: alone it says nothing.
        return;
      case "started": {
        const began = await runScript(redis, "begin", job, lock, names.run, token, all, away.price);
        if (began !== "ok") refuse(began as Refusal);
        break;
      }
      case "submitted":
      case "received":
        if ((await runScript(redis, "note", job, names.late, all, lateEntry(away, record))) === "late") {
          fate.isLate = true;
        }
        break;
      default: {
        // A worker that ends leaves it to another: nothing is out.
        if (record.type === "failed" && record.code === "aborted" && record.charged === "no") {
          await runScript(redis, "back", job, token);
          refuse("lost");
        }
        const { spent, perhaps, isSure } = costOf(record);
        const given = [token, all, spent, perhaps, isSure ? 1 : 0, stored];
        const settled = await runScript(redis, "settle", job, names.run, ...given);
        if (settled === "late") fate.isLate = true;
        else if (settled !== "ok") refuse(settled as Refusal);
      }
    }
    stored = all;
  };

  return {
    path: `job ${id}`,
    state,
    records,
    fate,
    job: (name) => state.jobs.get(name),
    async append(record) {
      records.push(record);
      await write(record);
      apply(record);
    },
    async leave() {
      const ms = Number(await runScript(redis, "leave", names.rate, job, lock, token));
      return ms < 0 ? refuse("lost") : ms;
    },
    cameBack() {
      // Before the next post asks to leave: commands keep their order.
      runScript(redis, "back", job, token).catch(() => {});
    },
    rewrite: async () => {},
    close: async () => {},
  };
}

function costOf(record: NewRecord): { spent: number; perhaps: number; isSure: boolean } {
  if (record.type === "succeeded") return { spent: record.cost.micros, perhaps: 0, isSure: true };
  if (record.type === "ambiguous") return { spent: 0, perhaps: record.cost.micros, isSure: false };
  if (record.type !== "failed" || record.charged === "no") return { spent: 0, perhaps: 0, isSure: false };
  const { micros } = record.cost;
  return record.charged === "yes"
    ? { spent: micros, perhaps: 0, isSure: true }
    : { spent: 0, perhaps: micros, isSure: false };
}

function refusal(why: Refusal): SeedkitError {
  if (why === "over" || why === "over-for-now") {
    return new SeedkitError("over_budget", "The next image could pass the cap", {
      charged: "no",
      hint: "It was not sent. Raise the cap to go on: what is spent already counts.",
    });
  }
  const message = why === "stopped" ? "The run was stopped" : "Another worker has this job";
  return new SeedkitError("aborted", message, { charged: "no" });
}
