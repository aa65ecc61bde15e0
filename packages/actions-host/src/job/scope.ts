import type { Scope } from "../expressions/evaluate.ts";
import { hashFiles } from "../expressions/hash-files.ts";
import type { Outcome } from "../workflow-run.ts";
import { type JobState, statusOf } from "./job-state.ts";

type StepResult = {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  readonly conclusion: Outcome;
};

/** Steps that see each other: those of a job, or those of one composite action. */
export type StepScope = {
  readonly job: JobState;
  /** Goes before the ids of steps in a report. */
  readonly prefix: string;
  readonly results: Record<string, StepResult>;
  /** Environment from outside: for a composite action that of the step that uses it. */
  readonly env: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Fields of `github` that only these steps see. */
  readonly github: Readonly<Record<string, unknown>>;
  /** A step failed; inside a composite action that is its own status, not the job's. */
  failed: boolean;
  readonly composite: boolean;
};

export function createJobScope(job: JobState): StepScope {
  return {
    job,
    prefix: "",
    results: {},
    env: {},
    inputs: job.inputs,
    github: {},
    failed: false,
    composite: false,
  };
}

/** Where expressions of a step are evaluated. */
export function expressionScope(scope: StepScope, stepEnv: Readonly<Record<string, string>> = {}): Scope {
  const { job } = scope;
  const failed = scope.composite ? scope.failed : job.failed;
  const cancelled = job.cancel.aborted;
  return {
    contexts: {
      github: { ...job.github, ...scope.github },
      runner: job.runner,
      env: { ...job.env, ...scope.env, ...stepEnv },
      vars: job.vars,
      // A composite action cannot read secrets; it gets them as inputs.
      ...(scope.composite ? {} : { secrets: job.secrets, needs: job.needs }),
      matrix: job.matrix ?? {},
      strategy: job.strategy,
      job: { status: statusOf(job) },
      steps: scope.results,
      inputs: scope.inputs,
    },
    functions: {
      success: () => !failed && !cancelled,
      failure: () => failed && !cancelled,
      always: () => true,
      cancelled: () => cancelled,
      hashFiles: (...patterns) => hashFiles(job.workspace, patterns),
    },
  };
}
