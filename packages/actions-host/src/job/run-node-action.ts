import { join } from "node:path";
import { holds } from "../expressions/condition.ts";
import type { Action } from "../workflow/read-action.ts";
import { inputVariables } from "./action-inputs.ts";
import { openLog, recordStep } from "./record-step.ts";
import { runStage, type Stage, type StageResult } from "./run-stage.ts";
import { expressionScope, type StepScope } from "./scope.ts";

/** A node action that a step uses, with the state that its stages share. */
export type NodeAction = {
  readonly action: Action;
  /** What the step says: `./path` or `owner/repo@ref`. */
  readonly uses: string;
  readonly id: string;
  readonly name: string;
  readonly scope: StepScope;
  readonly state: Record<string, string>;
};

const never = new AbortController().signal;

/** Runs one stage of a node action: `pre`, `main` or `post`. */
export async function runEntry(
  used: NodeAction,
  entry: string,
  stage: Omit<Stage, "file" | "args" | "cwd">,
  inputs: Readonly<Record<string, string>>,
): Promise<StageResult> {
  const { job } = used.scope;
  const states = Object.entries(used.state).map(([name, value]) => [`STATE_${name}`, value]);
  const result = await runStage(job, {
    ...stage,
    file: process.execPath,
    args: [join(used.action.folder, entry)],
    cwd: job.workspace,
    env: {
      ...stage.env,
      ...inputVariables(inputs),
      ...job.actionEnv,
      ...Object.fromEntries(states),
      ...actionVariables(used),
    },
  });
  Object.assign(used.state, result.state);
  return result;
}

/** Runs `pre` (before the job's steps) or `post` (after them) as a step of its own. */
export async function runAround(
  used: NodeAction,
  stage: "pre" | "post",
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { runs } = used.action;
  const entry = runs[stage];
  if (entry === undefined) return;
  const { job } = used.scope;
  const name = `${stage === "pre" ? "Pre" : "Post"} ${used.name}`;
  if (!holds(runs[`${stage}-if`] ?? "always()", expressionScope(used.scope))) {
    recordStep(job, { id: used.id, name, stage, outcome: "skipped" });
    return;
  }
  const log = openLog(job);
  log.show(name);
  // A cancel lets post steps run.
  const cancel = stage === "post" ? never : job.cancel;
  const result = await runEntry(used, entry, { env, log, cancel, timeoutMinutes: undefined, name }, inputs);
  if (result.failed) {
    job.failed = true;
    log.annotate("error", `Process completed with exit code ${result.end?.exitCode ?? "unknown"}.`);
  }
  recordStep(job, { id: used.id, name, stage, outcome: result.failed ? "failure" : "success" }, log, result);
}

function actionVariables({ uses, id, action }: NodeAction): Record<string, string> {
  const [path = "", ref = ""] = uses.startsWith("./") ? [] : uses.split("@");
  return {
    GITHUB_ACTION: id,
    GITHUB_ACTION_PATH: action.folder,
    GITHUB_ACTION_REPOSITORY: path.split("/").slice(0, 2).join("/"),
    GITHUB_ACTION_REF: ref,
  };
}
