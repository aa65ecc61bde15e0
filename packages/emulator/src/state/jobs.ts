import { type Clock, resultLifetimeMs } from "@seedkit/core";
import { createExpiring } from "./expiring.ts";

/** A queued request. Its state follows from the clock: nothing has to run for it to get ready. */
export type Job = {
  readonly id: string;
  readonly model: string;
  readonly prompt: string | undefined;
  readonly submittedAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Micro-dollars. */
  readonly cost: number;
  readonly outcome:
    | { readonly ok: true; readonly images: readonly string[] }
    | { readonly ok: false; readonly error: string };
};

export type JobStatus = "QUEUED" | "PROCESSING" | "COMPLETED" | "FAILED";

export function jobStatus(job: Job, now: number): JobStatus {
  if (now < job.startsAt) return "QUEUED";
  if (now < job.endsAt) return "PROCESSING";
  return job.outcome.ok ? "COMPLETED" : "FAILED";
}

export type Jobs = { add(job: Job): void; find(id: string): Job | undefined; reset(): void };

/** Keeps jobs until an hour after they ended, as the service does. */
export function createJobs(clock: Clock): Jobs {
  const jobs = createExpiring<Job>(clock);
  return {
    add: (job) => jobs.set(job.id, job, job.endsAt + resultLifetimeMs),
    find: (id) => jobs.get(id),
    reset: () => jobs.clear(),
  };
}
