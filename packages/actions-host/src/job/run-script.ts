import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Scope } from "../expressions/evaluate.ts";
import { fillText } from "../expressions/template.ts";
import type { Step } from "../workflow/workflow.ts";
import type { JobState } from "./job-state.ts";
import { runStage, type Stage, type StageResult } from "./run-stage.ts";

const shells: Record<string, string> = {
  "": "bash -e {0}",
  bash: "bash --noprofile --norc -e -o pipefail {0}",
  sh: "sh -e {0}",
};

/** The command of a step's shell and the folder it runs in, after the defaults. */
function readShell(job: JobState, step: Step, scope: Scope, defaults: JobState["defaults"]) {
  const last = (key: "shell" | "working-directory") =>
    step[key] ?? defaults.findLast((level) => level?.run?.[key] !== undefined)?.run?.[key];
  const shell = fillText(last("shell") ?? "", scope);
  const template = shells[shell] ?? shell;
  if (!template.includes("{0}")) throw new Error(`This host has no shell '${shell}'`);
  return { template, cwd: resolve(job.workspace, fillText(last("working-directory") ?? ".", scope)) };
}

/** Runs a `run:` step. */
export async function runScript(
  job: JobState,
  step: Step,
  scope: Scope,
  stage: Omit<Stage, "file" | "args" | "cwd">,
  defaults: JobState["defaults"],
): Promise<StageResult> {
  const script = join(job.temp, `${randomUUID()}.sh`);
  const text = fillText(step.run, scope);
  const { template, cwd } = readShell(job, step, scope, defaults);
  writeFileSync(script, `${text}\n`);
  const [file = "bash", ...args] = template.split(" ").filter(Boolean);
  stage.log.show(`##[group]Run ${text.split("\n")[0]}`);
  for (const line of text.trimEnd().split("\n")) stage.log.show(line);
  stage.log.show(`shell: ${template}`);
  stage.log.show("##[endgroup]");
  return runStage(job, { ...stage, file, args: args.map((part) => part.replaceAll("{0}", script)), cwd });
}
