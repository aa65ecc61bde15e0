import type { SeedkitError } from "@seedkit/core";
import type { Job, JobOutcome, JobRequest, Jobs } from "../core/jobs/job.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";
import { showProgress } from "./show-progress.ts";

export type RunOptions = {
  /** Shows no progress and no error of its own: for many at once. The status bar shows them all the same. */
  readonly quiet?: boolean;
  /** Hears of images that come after the outcome was given: the error's toast offers to try or to fetch again. */
  readonly later?: (outcome: JobOutcome) => unknown;
  /** Makes the call once more, for who looks first whether it is still wanted. @default the same request */
  readonly again?: (error: SeedkitError) => unknown;
  /** Hears when nothing comes any more: it failed, and nobody tried or fetched it again. */
  readonly over?: () => unknown;
};

/** Starts a job and stays with it until its images are saved. Never rejects; errors are shown. */
export async function runWithProgress(
  services: Services,
  request: JobRequest,
  options: RunOptions = {},
): Promise<JobOutcome> {
  const { isSeedkitError } = await import("../packages/core.ts");
  try {
    const jobs = await services.jobs();
    return await stayWith(services, jobs, jobs.start(request), options);
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    if (options.quiet) options.over?.();
    else void showError(services, error).finally(options.over);
    return { images: [], error };
  }
}

/** Stays with a job that runs already. */
export async function stayWith(
  services: Services,
  jobs: Jobs,
  job: Job,
  options: RunOptions = {},
): Promise<JobOutcome> {
  const outcome = options.quiet ? await job.outcome : await showProgress(jobs, job);
  if (!outcome.error) return outcome;
  if (options.quiet) options.over?.();
  else void tellError(services, jobs, job, outcome.error, options);
  return outcome;
}

/** Tells the error, and does what is chosen then. */
async function tellError(
  services: Services,
  jobs: Jobs,
  job: Job,
  error: SeedkitError,
  options: RunOptions,
): Promise<void> {
  // What goes on says itself when it is over.
  let goesOn = false;
  const fetch = async () => {
    const fetching = jobs.fetchAgain(job);
    if (!fetching) return;
    goesOn = true;
    tell(await stayWith(services, jobs, fetching, options), options);
  };
  const again = async () => {
    if (options.again) return options.again(error);
    goesOn = true;
    tell(await runWithProgress(services, job.request, options), options);
  };
  await showError(services, error, { cost: job.cost, again, fetch: job.fetchable ? fetch : undefined });
  if (!goesOn) options.over?.();
}

function tell(outcome: JobOutcome, { later }: RunOptions): void {
  if (outcome.images.length > 0) later?.(outcome);
}
