import { type AwayOutcome, type AwayRun, type NewRecord, notSent } from "@seedkit/batch/elsewhere";
import { money, SeedkitError } from "@seedkit/core";
import type { Redis } from "ioredis";
import type { JobData } from "./job-data.ts";
import { jobIdOf, type Names } from "./names.ts";
import type { Storage } from "./storage.ts";
import { fetchFiles } from "./stored-ledger.ts";

/** What a worker had to say of a call after another had said that nobody knows what became of it. */
type Late = AwayOutcome & { readonly name: string };

const message = "A worker that was taken for dead has its request: the next run fetches it, at no cost";

/** One line of the ledger that came late. Its money counts already, as perhaps spent. */
export function lateEntry(away: JobData, record: NewRecord): string {
  const error = new SeedkitError("connection_lost", message, { charged: "maybe", retryable: false });
  const result = { ...notSent(away), status: "pending", cost: money(0), error: error.toJSON() } as const;
  return JSON.stringify({ name: away.name, records: [record], result } satisfies Late);
}

/** How a call ended that nobody waited for any more. */
export const lateEnd = (away: JobData, { records, result }: AwayOutcome): string =>
  JSON.stringify({ name: away.name, records: records.slice(-1), result } satisfies Late);

type TakingLate = {
  readonly redis: Redis;
  readonly names: Names;
  readonly storage: Storage | undefined;
};

/** Takes what came late into the ledger, after what was said of these jobs before, and names them. */
export async function takeLate(
  { redis, names, storage }: TakingLate,
  { folder, tell }: Pick<AwayRun, "folder" | "tell">,
): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for (const text of await redis.lrange(names.late, 0, -1)) {
    const { name, ...outcome } = JSON.parse(text) as Late;
    if ((await redis.exists(names.job(jobIdOf(name)))) === 1) continue;
    await fetchFiles(storage, folder, outcome);
    await tell(name, { ...outcome, isLate: true });
    await redis.lrem(names.late, 1, text);
    told.add(name);
  }
  return told;
}
