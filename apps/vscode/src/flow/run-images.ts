import type { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { JobOutcome, JobRequest } from "../core/jobs/job.ts";
import { showError } from "../host/show-error.ts";
import { runWithProgress } from "../jobs/run-job.ts";
import type { Services } from "../services.ts";
import type { MakeOptions } from "./make-images.ts";
import { showResult } from "./show-result.ts";

/** Makes the images and shows each result. What is paid for and came is kept, whatever became of the others. */
export async function runImages(
  services: Services,
  requests: readonly JobRequest[],
  options: MakeOptions,
): Promise<void> {
  const [request] = requests;
  if (!request) return;
  const show = ({ images }: JobOutcome) => showResult(services, requests, images, options);
  if (requests.length > 1) {
    const outcomes = await runSeveral(services, requests);
    return show({ images: outcomes.flatMap(({ images }) => images) });
  }
  return show(await runWithProgress(services, request, { later: show }));
}

/** One notification for all calls: how many are done, and Cancel for the rest. */
export async function runSeveral(
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
    return Promise.all(
      started.map(async (job) => {
        const outcome = await job.outcome;
        done += 1;
        progress.report({ message: vscode.l10n.t("{0} of {1} done", done, requests.length) });
        return outcome;
      }),
    );
  });
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  await tell(services, errors, outcomes.flatMap(({ images }) => images).length);
  return outcomes;
}

/** One error for all that failed alike: the first stands for the rest. */
async function tell(services: Services, errors: readonly SeedkitError[], made: number): Promise<void> {
  const [first] = errors.filter(({ code }) => code !== "aborted").concat(errors);
  if (!first) return;
  services.log.warn(`${errors.length} of ${errors.length + made} images did not come`);
  void showError(services, first);
}
