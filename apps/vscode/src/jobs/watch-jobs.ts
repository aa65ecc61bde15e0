import type * as vscode from "vscode";
import type { Jobs } from "../core/jobs/job.ts";

/** Calls back at once, at every change, and every second while something is under way. */
export function watchJobs(jobs: Jobs, listener: () => void): vscode.Disposable {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const look = () => {
    if (jobs.list().length === 0) stop();
    else timer ??= setInterval(listener, 1000);
    listener();
  };
  const subscription = jobs.onDidChange(look);
  look();
  return {
    dispose() {
      stop();
      subscription.dispose();
    },
  };
}
