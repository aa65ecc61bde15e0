import type { JobOutcome, JobRequest } from "../core/jobs/job.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";

export type RunOptions = {
  /** Shows no progress and no error of its own: for many at once. The status bar shows them all the same. */
  readonly quiet?: boolean;
  /** Hears of images that come after the outcome was given: the error's toast offers to try or to fetch again. */
  readonly later?: (outcome: JobOutcome) => unknown;
};

/** Starts a job and stays with it until its images are saved. Never rejects; errors are shown. */
export async function runWithProgress(
  services: Services,
  request: JobRequest,
  { quiet = false }: RunOptions = {},
): Promise<JobOutcome> {
  const { isSeedkitError } = await import("@seedkit/core");
  try {
    const jobs = await services.jobs();
    const outcome = await jobs.start(request).outcome;
    if (outcome.error && !quiet) void showError(services, outcome.error);
    return outcome;
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    if (!quiet) void showError(services, error);
    return { images: [], error };
  }
}
