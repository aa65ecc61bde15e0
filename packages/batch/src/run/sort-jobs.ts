import { money, SeedkitError, type SeedkitErrorJson, type Ticket } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { nameOf } from "../key/name-of.ts";
import { isFree, type JobState, type Ledger } from "../ledger/index.ts";
import type { JobResult } from "./result.ts";
import { resultOf } from "./settle.ts";

/** The jobs of a plan, by what the ledger knows of them. */
export type Sorted = {
  /** To be sent: nothing was, or it cost nothing, or the caller wants it again. */
  readonly fresh: readonly Job[];
  /** Submitted, and to be recovered. */
  readonly submitted: readonly { readonly job: Job; readonly ticket: Ticket; readonly price: number }[];
  /** Not sent again: what is said of them instead. */
  readonly told: ReadonlyMap<string, JobResult>;
};

/** Sorts the jobs of a plan by what the ledger knows of them. */
export function sortJobs(jobs: readonly Job[], ledger: Ledger, retryAmbiguous: boolean): Sorted {
  const sorted = {
    fresh: [] as Job[],
    submitted: [] as { job: Job; ticket: Ticket; price: number }[],
    told: new Map<string, JobResult>(),
  };
  for (const job of jobs) {
    const state = ledger.job(nameOf(job));
    if (!state || isFree(state)) sorted.fresh.push(job);
    else if (state.ticket && (state.last.type === "submitted" || state.last.type === "received")) {
      // What was received is counted already.
      const price = state.last.type === "submitted" ? state.reserved : 0;
      sorted.submitted.push({ job, ticket: state.ticket, price });
    } else {
      const result = retryAmbiguous ? undefined : told(job, state);
      if (result) sorted.told.set(nameOf(job), result);
      else sorted.fresh.push(job);
    }
  }
  return sorted;
}

export const diedWhileSent = {
  code: "connection_lost",
  message: "The run died before the answer came",
} as const;

/** What is said of a job that may have been paid for. Undefined: it was done, and its files were removed since. */
function told(job: Job, { last, reserved, attempts }: JobState): JobResult | undefined {
  const result = (
    status: "failed" | "ambiguous",
    charged: SeedkitErrorJson["charged"],
    { code, message }: { readonly code: SeedkitErrorJson["code"]; readonly message: string },
    more: Partial<JobResult>,
  ) => {
    const error = new SeedkitError(code, message, { charged, attempts, retryable: false, hint: flag });
    return resultOf(job, status, { ...more, error: error.toJSON() });
  };
  switch (last.type) {
    case "failed":
      return result("failed", last.charged, last, { cost: last.cost });
    case "ambiguous":
      return result("ambiguous", "maybe", last, { cost: last.cost });
    case "started":
      return result("ambiguous", "maybe", diedWhileSent, { cost: money(reserved) });
    case "received":
      return result("failed", "yes", lostOriginals, { cost: last.cost });
    case "succeeded": {
      const { originals, cost, files, rescued = [] } = last;
      if (!originals) return undefined;
      const code = "invalid_input";
      const message = `Its images are paid for, and not in their place: ${rescued.join(", ")}`;
      return result("failed", "yes", { code, message }, { cost, files, rescued });
    }
    default:
      return undefined;
  }
}

const lostOriginals = {
  code: "invalid_input",
  message: "Its images are paid for, and were removed from .seedkit/originals",
} as const;

const flag = "Nothing was sent again. Check the balance, then run it with --retry-ambiguous.";
