import * as vscode from "vscode";
import type { Job, JobOutcome, JobRequest } from "../core/jobs/job.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";

/** Makes what did not come once more, which costs once more. */
type Again = (requests: readonly JobRequest[]) => unknown;
type Ended = { readonly job: Job; readonly outcome: JobOutcome };

/** Runs calls at once under one notification: how many are done, and Cancel for the rest. Errors are shown. */
export async function runSeveral(
  services: Services,
  requests: readonly JobRequest[],
  again?: Again,
): Promise<readonly JobOutcome[]> {
  const jobs = await services.jobs();
  const title = vscode.l10n.t("Generating {0} images", requests.length);
  const notification = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const ended = await vscode.window.withProgress(notification, (progress, token) => {
    const started = requests.map((request) => jobs.start(request));
    token.onCancellationRequested(() => {
      for (const job of started) job.cancel();
    });
    let done = 0;
    const follow = async (job: Job): Promise<Ended> => {
      const outcome = await job.outcome;
      done += 1;
      progress.report({ message: vscode.l10n.t("{0} of {1} done", done, requests.length) });
      return { job, outcome };
    };
    return Promise.all(started.map(follow));
  });
  void tellFailures(services, ended, again);
  return ended.map(({ outcome }) => outcome);
}

/** What failed alike is told once, with what it may have cost together, and is tried again together. */
async function tellFailures(
  services: Services,
  ended: readonly Ended[],
  again: Again | undefined,
): Promise<void> {
  const { sumCosts } = await import("../packages/core.ts");
  const failed = ended.flatMap(({ job, outcome: { error } }) => (error ? [{ job, error }] : []));
  const kinds = new Set(failed.map(({ error }) => `${error.code} ${error.charged}`));
  for (const kind of kinds) {
    const alike = failed.filter(({ error }) => `${error.code} ${error.charged}` === kind);
    const [first] = alike;
    if (!first) continue;
    services.log.warn(`${alike.length} of ${ended.length} images did not come: ${kind}`);
    void showError(services, first.error, {
      cost: sumCosts(alike.map(({ job }) => job.cost)),
      again: again && (() => again(alike.map(({ job }) => job.request))),
    });
  }
}
