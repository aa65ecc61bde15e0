import { delimiter, dirname } from "node:path";
import { createCommandFiles, type FileCommands } from "../files/command-files.ts";
import { readSummary } from "../files/step-summary.ts";
import type { StepLog } from "../log/step-log.ts";
import { type ProcessEnd, runProcess } from "../process/run-process.ts";
import type { JobState } from "./job-state.ts";

/** One process of a step. */
export type Stage = {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: StepLog;
  readonly cancel: AbortSignal;
  /** Where the workflow sets `timeout-minutes`. */
  readonly timeoutMinutes: number | undefined;
  readonly name: string;
};

/** What a step's process, or a composite action, came to. */
export type StageResult = {
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly end?: ProcessEnd;
};

/** Runs one process with the runner's environment and files, and takes up what it left in them. */
export async function runStage(job: JobState, stage: Stage): Promise<StageResult> {
  const { log } = stage;
  const files = createCommandFiles(job.temp, job.withSummary);
  const limit = Math.min((stage.timeoutMinutes ?? Number.POSITIVE_INFINITY) * 60_000, job.longestStep);
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    const what = stage.timeoutMinutes !== undefined && limit < job.longestStep;
    const minutes = what ? stage.timeoutMinutes : `${limit / 60_000} (the bound of this host)`;
    log.annotate("error", `The action '${stage.name}' has timed out after ${minutes} minutes.`);
    timeout.abort();
  }, limit);
  const end = await runProcess({
    file: stage.file,
    args: stage.args,
    cwd: stage.cwd,
    env: {
      ...job.processEnv,
      ...stage.env,
      ...githubVariables(job),
      ...files.env,
      PATH: [...job.path, dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    },
    onLine: log.read,
    cancel: AbortSignal.any([stage.cancel, timeout.signal]),
    graceScale: job.graceScale,
  });
  clearTimeout(timer);
  if (end.group !== undefined) job.groups.add(end.group);
  if (end.problem !== undefined) log.annotate("error", end.problem);

  const written = files.read();
  const summary = readSummary(written.summary, job.masker.mask);
  if (summary.problem !== undefined) log.annotate("error", summary.problem);
  for (const problem of written.problems) log.annotate("error", problem);
  takeUp(job, written, log);
  // Whoever was told to stop did not succeed, whatever its exit code.
  const stopped = timeout.signal.aborted || stage.cancel.aborted;
  const failed = end.exitCode !== 0 || stopped || log.broken || written.problems.length > 0;
  return {
    failed,
    outputs: { ...log.outputs, ...Object.fromEntries(written.output) },
    state: { ...log.state, ...Object.fromEntries(written.state) },
    summary: summary.markdown,
    end,
  };
}

function takeUp(job: JobState, written: FileCommands, log: StepLog): void {
  for (const [name, value] of written.env) {
    if (name.toUpperCase() === "NODE_OPTIONS")
      log.annotate("error", `Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
    else job.env[name] = value;
  }
  for (const folder of written.path) job.path = [folder, ...job.path.filter((other) => other !== folder)];
}

// What of the github context becomes no variable.
const inContextOnly = new Set(["token", "event", "secret_source"]);

function githubVariables(job: JobState): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(job.github)) {
    if (typeof value === "string" && !inContextOnly.has(name))
      variables[`GITHUB_${name.toUpperCase()}`] = value;
  }
  return variables;
}
