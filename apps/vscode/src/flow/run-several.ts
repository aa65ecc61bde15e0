import type { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { Job, JobOutcome, JobRequest, Jobs } from "../core/jobs/job.ts";
import { together } from "../core/jobs/together.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";

/** How a call ended. `job`: undefined where it was refused before anything was sent. */
export type Ended = {
  readonly request: JobRequest;
  readonly job?: Job | undefined;
  readonly outcome: JobOutcome;
};

export type SeveralOptions = {
  /** Makes what did not come once more, which costs once more. */
  readonly again?: (requests: readonly JobRequest[]) => unknown;
  /** Hears of what was fetched after the outcome was given. */
  readonly later?: (ended: readonly Ended[]) => unknown;
  /** Hears when nothing comes any more: all that failed was told, and nobody tried or fetched it again. */
  readonly over?: () => unknown;
};

type Running = Pick<Ended, "request" | "job"> & { readonly outcome: Promise<JobOutcome> };

/** Runs calls at once under one notification: how many are done, and Cancel for the rest. Errors are shown. */
export async function runSeveral(
  services: Services,
  requests: readonly JobRequest[],
  options: SeveralOptions = {},
): Promise<readonly JobOutcome[]> {
  const { isSeedkitError } = await import("../packages/core.ts");
  const jobs = await services.jobs();
  // One that is refused takes no other along.
  const start = (request: JobRequest): Running => {
    try {
      const job = jobs.start(request);
      return { request, job, outcome: job.outcome };
    } catch (error) {
      if (!isSeedkitError(error)) throw error;
      return { request, outcome: Promise.resolve({ images: [], error }) };
    }
  };
  const ended = await stayWithAll(services, jobs, requests.map(start), options);
  return ended.map(({ outcome }) => outcome);
}

async function stayWithAll(
  services: Services,
  jobs: Jobs,
  running: readonly Running[],
  options: SeveralOptions,
): Promise<readonly Ended[]> {
  const title = vscode.l10n.t("Generating {0} images", running.length);
  const notification = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const ended = await vscode.window.withProgress(notification, (progress, token) => {
    token.onCancellationRequested(() => {
      for (const { job } of running) job?.cancel();
    });
    let done = 0;
    const follow = async (one: Running): Promise<Ended> => {
      const outcome = await one.outcome;
      done += 1;
      progress.report({ message: vscode.l10n.t("{0} of {1} done", done, running.length) });
      return { ...one, outcome };
    };
    return Promise.all(running.map(follow));
  });
  void tellFailures(services, jobs, ended, options);
  return ended;
}

// More nobody reads in a toast; the log has them all.
const mostMessages = 5;

type Failed = Ended & { readonly error: SeedkitError };

/** What failed alike is told once, with what it may have cost together, and is tried or fetched again together. */
export async function tellFailures(
  services: Services,
  jobs: Jobs,
  ended: readonly Ended[],
  options: SeveralOptions = {},
): Promise<void> {
  const { sumCosts } = await import("../packages/core.ts");
  const failed = ended.flatMap((one): Failed[] => {
    const { error } = one.outcome;
    return error ? [{ ...one, error }] : [];
  });
  const kindOf = ({ error, job }: Failed) => `${error.code} ${error.charged} ${job?.fetchable ?? false}`;
  // What goes on says itself when it is over.
  let goesOn = false;
  const told: Promise<void>[] = [];
  for (const kind of new Set(failed.map(kindOf))) {
    const alike = failed.filter((one) => kindOf(one) === kind);
    const [first] = alike;
    if (!first) continue;
    services.log.warn(`${alike.length} of ${ended.length} images did not come: ${kind}`);
    const { again } = options;
    const repeat =
      again &&
      (() => {
        goesOn = true;
        return again(alike.map(({ request }) => request));
      });
    const fetch = async () => {
      if (await fetchAll(services, jobs, alike, options)) goesOn = true;
    };
    const cost = sumCosts(alike.flatMap(({ job }) => job?.cost ?? []));
    told.push(
      showError(
        services,
        together(
          alike.map(({ error }) => error),
          mostMessages,
        ),
        {
          cost,
          again: repeat,
          fetch: first.job?.fetchable ? fetch : undefined,
        },
      ),
    );
  }
  await Promise.all(told);
  if (failed.length > 0 && !goesOn) options.over?.();
}

/** Fetches what was submitted and did not come, which costs nothing. False: there is nothing to fetch. */
async function fetchAll(
  services: Services,
  jobs: Jobs,
  failed: readonly Failed[],
  options: SeveralOptions,
): Promise<boolean> {
  const fetching = failed.flatMap(({ request, job }): Running[] => {
    const again = job && jobs.fetchAgain(job);
    return again ? [{ request, job: again, outcome: again.outcome }] : [];
  });
  if (fetching.length === 0) return false;
  const ended = await stayWithAll(services, jobs, fetching, options);
  if (ended.some(({ outcome }) => outcome.images.length > 0)) options.later?.(ended);
  return true;
}
