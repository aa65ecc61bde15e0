import type { SeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { Job } from "../core/jobs/job.ts";
import { showError } from "../host/show-error.ts";
import { stayWith } from "../jobs/run-job.ts";
import type { Services } from "../services.ts";

/** Says that a key is missing. It is asked for by a click only: nobody is interrupted by what an agent does. */
export function offerKey(): void {
  const { t } = vscode.l10n;
  const set = t("Set API Key");
  const told = vscode.window.showWarningMessage(
    t("An agent wants to make an image: no API key is set."),
    set,
  );
  void told.then((chosen) => chosen && vscode.commands.executeCommand("seedkit.setApiKey"));
}

/** The host throws away what a cancelled call answers: the person is told what it may have cost. */
export function tellCancelled(services: Services, job: Job, error: SeedkitError): void {
  const fetch = async () => {
    const jobs = await services.jobs();
    const fetching = jobs.fetchAgain(job);
    if (fetching) await stayWith(services, jobs, fetching);
  };
  void showError(services, error, { cost: job.cost, fetch: job.fetchable ? fetch : undefined });
}
