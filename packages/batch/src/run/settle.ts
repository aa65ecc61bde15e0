import { type Money, money, type SeedkitError } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import type { NewRecord } from "../ledger/index.ts";
import type { JobResult } from "./result.ts";
import { isFatal } from "./stop.ts";
import type { Work } from "./work.ts";

/** Appends to the ledger where the work goes on whatever becomes of that: an image is paid for. */
export async function note(work: Work, record: NewRecord): Promise<void> {
  try {
    await work.ledger.append(record);
  } catch (error) {
    work.stop.now(error);
  }
}

/** The next run can get its images by the request's id, or from where they are kept. */
export function isRecoverable({ ledger }: Work, job: Job): boolean {
  const last = ledger.job(nameOf(job))?.last.type;
  return last === "submitted" || last === "received";
}

/** A result with what every result of the job says. */
export function resultOf(
  { entry, index, jobKey }: Job,
  status: JobResult["status"],
  more: Partial<JobResult> = {},
): JobResult {
  return {
    version: 1,
    id: entry.id,
    index,
    job: jobKey,
    status,
    model: entry.model,
    prompt: String(entry.input.prompt ?? ""),
    files: [],
    cost: money(0),
    ...more,
  };
}

/** Where images of it are all the same. */
type Where = Partial<Pick<JobResult, "files" | "rescued">>;

/** A job that was started and failed: what it cost is settled, told, and written down. */
export async function settleFailure(
  work: Work,
  job: Job,
  price: number,
  error: SeedkitError,
  where: Where = {},
): Promise<void> {
  const { charged, code, message } = error;
  const cost = money(charged === "no" ? 0 : price);
  const common = { job: nameOf(job), code, message, cost };
  await note(
    work,
    charged === "maybe" ? { type: "ambiguous", ...common } : { type: "failed", charged, ...common },
  );
  conclude(work, job, price, cost, error, charged === "maybe" ? "ambiguous" : "failed", where);
}

/** A job that was submitted, and that the next run recovers. Its ledger line stays as it is. */
export function leavePending(
  work: Work,
  job: Job,
  price: number,
  error: SeedkitError,
  where: Where = {},
): void {
  conclude(work, job, price, money(price), error, "pending", where);
}

function conclude(
  work: Work,
  job: Job,
  price: number,
  cost: Money,
  error: SeedkitError,
  status: "failed" | "ambiguous" | "pending",
  where: Where,
): void {
  const { charged, requestId } = error;
  work.budget.settle(price, {
    spent: charged === "yes" ? cost.micros : 0,
    perhaps: charged === "maybe" ? cost.micros : 0,
  });
  const told = { ...where, cost, error: error.toJSON(), ...(requestId === undefined ? {} : { requestId }) };
  work.results.set(nameOf(job), resultOf(job, status, told));
  work.emit({ type: status, job, error });
  if (isFatal(error) || work.failFast) work.stop.now(error);
}
