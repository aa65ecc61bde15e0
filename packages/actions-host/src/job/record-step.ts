import { createStepLog, type StepLog } from "../log/step-log.ts";
import type { Outcome, StepRun } from "../workflow-run.ts";
import type { JobState } from "./job-state.ts";
import type { StageResult } from "./run-stage.ts";

/** A log for one step of the job. */
export function openLog(job: JobState): StepLog {
  return createStepLog({
    masker: job.masker,
    workspace: job.workspace,
    debug: job.runner.debug === "1",
    onLine: job.onLine,
  });
}

/** Puts a step that ended into the job's report. */
export function recordStep(
  job: JobState,
  step: Pick<StepRun, "id" | "name" | "stage" | "outcome"> & { readonly conclusion?: Outcome },
  log?: StepLog,
  result?: StageResult,
): void {
  const end = result?.end;
  job.steps.push({
    ...step,
    conclusion: step.conclusion ?? step.outcome,
    outputs: result?.outputs ?? {},
    log: log?.shown.join("\n") ?? "",
    rawLog: log?.raw.join("\n") ?? "",
    annotations: log?.annotations ?? [],
    summary: result?.summary ?? "",
    signals: end?.signals ?? [],
    ...(end?.exitCode === undefined ? {} : { exitCode: end.exitCode }),
    ...(end?.stoppedAfterMs === undefined ? {} : { stoppedAfterMs: end.stoppedAfterMs }),
  });
}
