import { type Clock, resultLifetimeMs } from "@seedkit/core";
import type { JobRequest } from "./job.ts";
import type { LiveJob } from "./live-job.ts";

/** Jobs whose images may be paid for and did not come, by what was asked for. */
export type Unfetched = {
  add(job: LiveJob): void;
  /** One for the same request, while the service still has its images. */
  take(request: JobRequest): LiveJob | undefined;
  /** Whether there is one to take. */
  has(request: JobRequest): boolean;
};

/** Makes the list: who asks once more for what failed gets it fetched, and pays for nothing twice. */
export function createUnfetched(clock: Clock): Unfetched {
  const jobs = new Set<LiveJob>();
  const find = (request: JobRequest): LiveJob | undefined => {
    const wanted = askedFor(request);
    for (const job of jobs) {
      const age = clock.now() - (job.record.ticket?.submittedAt ?? 0);
      if (!job.fetchable || age > resultLifetimeMs) jobs.delete(job);
      else if (askedFor(job.request) === wanted) return job;
    }
    return undefined;
  };
  return {
    add: (job) => void jobs.add(job),
    has: (request) => find(request) !== undefined,
    take(request) {
      const job = find(request);
      if (job) jobs.delete(job);
      return job;
    },
  };
}

/** Whichever document shows it, it is the same image. */
const askedFor = (request: JobRequest) =>
  JSON.stringify(request, (name, value) => (name === "link" ? undefined : value));
