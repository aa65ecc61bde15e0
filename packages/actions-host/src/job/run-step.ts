import { holds } from "../expressions/condition.ts";
import { fill, fillText, fillTexts } from "../expressions/template.ts";
import type { StepLog } from "../log/step-log.ts";
import { type Action, readAction } from "../workflow/read-action.ts";
import type { Step } from "../workflow/workflow.ts";
import { readInputs } from "./action-inputs.ts";
import { findAction, isLocal } from "./find-action.ts";
import { sharedState } from "./job-state.ts";
import { openLog, recordStep } from "./record-step.ts";
import { type NodeAction, runAround, runEntry } from "./run-node-action.ts";
import { runScript } from "./run-script.ts";
import type { StageResult } from "./run-stage.ts";
import { expressionScope, type StepScope } from "./scope.ts";

/** The id a step without one gets. */
export const stepId = (step: Step, index: number) => step.id ?? `__${index}`;

/** Runs one step, and records it whatever comes. */
export async function runStep(scope: StepScope, step: Step, index: number): Promise<void> {
  const { job } = scope;
  const id = stepId(step, index);
  const report = { id: scope.prefix + id, stage: "main" } as const;
  const log = openLog(job);
  let name = step.name ?? `Run ${step.uses ?? (step.run ?? "").split("\n")[0]}`;
  const cancel = watchCancel(scope, step);
  let result: StageResult = { failed: true, outputs: {}, state: {}, summary: "" };
  try {
    if (!holds(step.if, expressionScope(scope))) {
      scope.results[id] = { outputs: {}, outcome: "skipped", conclusion: "skipped" };
      recordStep(job, { ...report, name, outcome: "skipped" });
      cancel.release();
      return;
    }
    name = fillText(name, expressionScope(scope));
    result = await perform(scope, step, { id, name, log, cancel: cancel.signal });
  } catch (error) {
    log.annotate("error", error instanceof Error ? error.message : String(error));
  }
  cancel.release();
  const outcome = !result.failed ? "success" : job.cancel.aborted ? "cancelled" : "failure";
  const forgiven = outcome === "failure" && isTrue(step["continue-on-error"], scope);
  const conclusion = forgiven ? "success" : outcome;
  if (outcome === "failure" && result.end?.exitCode)
    log.annotate("error", `Process completed with exit code ${result.end.exitCode}.`);
  if (outcome === "cancelled") log.show("##[error]The operation was canceled.");
  if (conclusion === "failure" || conclusion === "cancelled") scope.failed = true;
  if (conclusion === "failure" && !scope.composite) job.failed = true;
  scope.results[id] = { outputs: result.outputs, outcome, conclusion };
  recordStep(job, { ...report, name, outcome, conclusion }, log, result);
}

type Running = {
  readonly id: string;
  readonly name: string;
  readonly log: StepLog;
  readonly cancel: AbortSignal;
};

async function perform(scope: StepScope, step: Step, running: Running): Promise<StageResult> {
  const { id, name, log, cancel } = running;
  const { job } = scope;
  const stepEnv = fillTexts(step.env, expressionScope(scope));
  const env = { ...job.env, ...scope.env, ...stepEnv };
  const expressions = expressionScope(scope, stepEnv);
  const minutes = fill(step["timeout-minutes"], expressions);
  const stage = { env, log, cancel, name, timeoutMinutes: minutes == null ? undefined : Number(minutes) };
  if (step.uses === undefined) {
    // The defaults of a workflow do not reach into composite actions.
    return runScript(job, step, expressions, stage, scope.composite ? [] : job.defaults);
  }

  const action = await readAction(findAction(job, step.uses));
  if (action.problems.length > 0) log.annotate("warning", `action.yml: ${action.problems.join("; ")}`);
  const inputs = readInputs(action, step.with, expressions, log);
  showUses(log, step.uses, inputs);
  if (action.runs.using === "composite")
    return runComposite(scope, action, { id, env: { ...scope.env, ...stepEnv }, inputs });
  if (!/^node\d+$/.test(action.runs.using) || action.runs.main === undefined)
    throw new Error(`This host cannot run '${step.uses}': it uses ${action.runs.using}`);
  const state = sharedState(job, scope.prefix + id);
  const used: NodeAction = { action, uses: step.uses, id, name, scope, state };
  if (action.runs.pre !== undefined && (isLocal(step.uses) || scope.composite))
    log.annotate("warning", `\`pre\` execution is not supported for local action from '${step.uses}'`);
  if (action.runs.post !== undefined) job.post.unshift(() => runAround(used, "post", inputs, env));
  return runEntry(used, action.runs.main, stage, inputs);
}

async function runComposite(
  outer: StepScope,
  action: Action,
  { id, env, inputs }: { id: string; env: Record<string, string>; inputs: Record<string, string> },
): Promise<StageResult> {
  const scope: StepScope = {
    job: outer.job,
    prefix: `${outer.prefix}${id}/`,
    results: {},
    env,
    inputs,
    github: { action_path: action.folder },
    failed: false,
    composite: true,
  };
  const before = { GITHUB_ACTION_PATH: action.folder };
  for (const [index, step] of (action.runs.steps ?? []).entries())
    await runStep(scope, { ...step, env: { ...before, ...step.env } }, index);
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [
      name,
      fillText(value, expressionScope(scope)),
    ]),
  );
  return { failed: scope.failed, outputs, state: {}, summary: "" };
}

/** Runs the `pre` of an action before the first step; those of the workspace are not there yet. */
export async function runPre(scope: StepScope, step: Step, index: number): Promise<void> {
  if (step.uses === undefined || isLocal(step.uses)) return;
  const action = await readAction(findAction(scope.job, step.uses));
  if (action.runs.pre === undefined) return;
  const id = stepId(step, index);
  const expressions = expressionScope(scope);
  const { uses, name = step.uses } = step;
  const used = { action, uses, id, name, scope, state: sharedState(scope.job, id) };
  const inputs = readInputs(action, step.with, expressions, openLog(scope.job));
  await runAround(used, "pre", inputs, { ...scope.job.env, ...fillTexts(step.env, expressions) });
}

/** A running step whose `if` still holds in a cancelled job runs on, as `always()` asks for. */
function watchCancel(scope: StepScope, step: Step) {
  const controller = new AbortController();
  const { cancel } = scope.job;
  const stop = () => {
    if (!holds(step.if, expressionScope(scope))) controller.abort();
  };
  if (!cancel.aborted) cancel.addEventListener("abort", stop, { once: true });
  return { signal: controller.signal, release: () => cancel.removeEventListener("abort", stop) };
}

function isTrue(value: unknown, scope: StepScope): boolean {
  const filled = value === undefined ? false : fill(value, expressionScope(scope));
  return filled === true || filled === "true";
}

function showUses(log: StepLog, uses: string, inputs: Readonly<Record<string, string>>): void {
  log.show(`##[group]Run ${uses}`);
  const given = Object.entries(inputs).filter(([, value]) => value !== "");
  if (given.length > 0) log.show("with:");
  for (const [name, value] of given) for (const line of `  ${name}: ${value}`.split("\n")) log.show(line);
  log.show("##[endgroup]");
}
