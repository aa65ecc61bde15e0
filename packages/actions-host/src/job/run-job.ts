import { fillTexts } from "../expressions/template.ts";
import { killGroups } from "../process/process-groups.ts";
import type { Job } from "../workflow/workflow.ts";
import type { JobRun } from "../workflow-run.ts";
import { type JobSetup, type JobState, statusOf } from "./job-state.ts";
import { openLog, recordStep } from "./record-step.ts";
import { runPre, runStep } from "./run-step.ts";
import { createJobScope, expressionScope, type StepScope } from "./scope.ts";

// GitHub's limits for one job.
const mostAnnotations = 50;
const mostSummaries = 20;

/** Runs one job, or one row of its matrix, to its end. */
export async function runJob(setup: JobSetup, job: Job, workflowEnv: unknown): Promise<JobRun> {
  const state: JobState = {
    ...setup,
    failed: false,
    env: {},
    path: [],
    steps: [],
    post: [],
    states: new Map(),
    groups: new Set(),
  };
  const scope = createJobScope(state);
  const ready = await setUp(state, scope, job, workflowEnv);
  if (ready) for (const [index, step] of job.steps.entries()) await runStep(scope, step, index);
  // Post steps of a composite action may be added while others run.
  for (let post = state.post.shift(); post !== undefined; post = state.post.shift()) await post();
  const outputs = readOutputs(state, scope, job);
  killGroups(state.groups);
  const log = state.steps.flatMap((step) => (step.log === "" ? [] : [step.log])).join("\n");
  return {
    id: setup.id,
    matrix: setup.matrix,
    conclusion: statusOf(state),
    steps: state.steps,
    outputs,
    annotations: state.steps.flatMap((step) => step.annotations).slice(0, mostAnnotations),
    summary: state.steps
      .map((step) => step.summary)
      .filter((part) => part !== "")
      .slice(0, mostSummaries)
      .join("\n\n---\n\n"),
    log,
    workspace: setup.workspace,
  };
}

/** What GitHub's "Set up job" does: environment, actions that can be had, their `pre`. */
async function setUp(state: JobState, scope: StepScope, job: Job, workflowEnv: unknown): Promise<boolean> {
  const log = openLog(state);
  try {
    Object.assign(state.env, fillTexts(workflowEnv, expressionScope(scope)));
    Object.assign(state.env, fillTexts(job.env, expressionScope(scope)));
    for (const [index, step] of job.steps.entries()) await runPre(scope, step, index);
    return true;
  } catch (error) {
    state.failed = true;
    log.annotate("error", error instanceof Error ? error.message : String(error));
    recordStep(state, { id: "__setup", name: "Set up job", stage: "pre", outcome: "failure" }, log);
    return false;
  }
}

function readOutputs(state: JobState, scope: StepScope, job: Job): Record<string, string> {
  const log = openLog(state);
  const outputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(fillTexts(job.outputs, expressionScope(scope)))) {
    if (state.masker.mask(value) === value) outputs[name] = value;
    else log.annotate("warning", `Skip output '${name}' since it may contain secret.`);
  }
  if (log.shown.length > 0)
    recordStep(state, { id: "__complete", name: "Complete job", stage: "post", outcome: "success" }, log);
  return outputs;
}
