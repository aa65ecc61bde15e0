import * as vscode from "vscode";
import type { Job, JobOutcome, Jobs } from "../core/jobs/job.ts";
import { unlinked } from "../core/unlinked.ts";
import { watchJobs } from "./watch-jobs.ts";
import { progressText } from "./words.ts";

/** A notification that can be cancelled. It tells the time and no percentage: nobody knows one. */
export async function showProgress(jobs: Jobs, job: Job): Promise<JobOutcome> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: unlinked(job.request.title), cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancelling = token.onCancellationRequested(() => job.cancel());
    let shown = "";
    const watching = watchJobs(jobs, () => {
      const message = progressText(job, Date.now());
      if (message === shown || job.phase === "ended") return;
      shown = message;
      progress.report({ message });
    });
    try {
      return await job.outcome;
    } finally {
      watching.dispose();
      cancelling.dispose();
    }
  });
}
