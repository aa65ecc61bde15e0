import * as vscode from "vscode";
import type { Job, JobOutcome, JobRequest } from "../core/jobs/job.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";

/** Runs several jobs under one notification: how many are done, and Cancel for the rest. In their order. */
export async function runTogether(
  services: Services,
  requests: readonly JobRequest[],
): Promise<readonly JobOutcome[]> {
  const jobs = await services.jobs();
  const title = vscode.l10n.t("Generating {0} images", requests.length);
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const outcomes = await vscode.window.withProgress(options, (progress, token) => {
    const started = requests.map((request) => jobs.start(request));
    token.onCancellationRequested(() => {
      for (const job of started) job.cancel();
    });
    let done = 0;
    const follow = async (job: Job) => {
      const outcome = await job.outcome;
      done += 1;
      progress.report({ message: vscode.l10n.t("{0} of {1} done", done, requests.length) });
      return outcome;
    };
    return Promise.all(started.map(follow));
  });
  // What failed alike is told once.
  const errors = new Map(outcomes.flatMap(({ error }) => (error ? [[error.code, error] as const] : [])));
  for (const error of errors.values()) void showError(services, error);
  return outcomes;
}
