import { holds } from "../expressions/condition.ts";
import type { Scope } from "../expressions/evaluate.ts";
import { fill } from "../expressions/template.ts";
import { runJob } from "../job/run-job.ts";
import { expandMatrix, type MatrixRow } from "../workflow/expand-matrix.ts";
import { inOrder, needsOf } from "../workflow/job-order.ts";
import type { Job } from "../workflow/workflow.ts";
import type { JobRun, Outcome } from "../workflow-run.ts";
import { prepareJob, type RunContext } from "./prepare-job.ts";

type Needed = { readonly result: Outcome; readonly outputs: Readonly<Record<string, string>> };

/** Runs every job of a workflow, one after the other. */
export async function runJobs(context: RunContext): Promise<JobRun[]> {
  const runs: JobRun[] = [];
  const done = new Map<string, Needed>();
  for (const [id, job] of inOrder(context.workflow.jobs)) {
    const rows = await runRows(context, id, job, done);
    runs.push(...rows);
    done.set(id, {
      result: worst(rows),
      outputs: Object.assign({}, ...rows.map((row) => filled(row.outputs))),
    });
  }
  return runs;
}

/** The worst of several conclusions; skipped jobs count only where there is no other. */
export function worst(runs: readonly { readonly conclusion: Outcome }[]): Outcome {
  const all = new Set(runs.map((run) => run.conclusion));
  return (["failure", "cancelled", "success"] as const).find((outcome) => all.has(outcome)) ?? "skipped";
}

async function runRows(
  context: RunContext,
  id: string,
  job: Job,
  done: ReadonlyMap<string, Needed>,
): Promise<JobRun[]> {
  const needs = Object.fromEntries(
    needsOf(job).map((needed) => [needed, done.get(needed) ?? { result: "skipped", outputs: {} }]),
  );
  const scope = jobScope(context, ancestors(context, job, done), needs);
  if (!holds(job.if, scope)) return [unrun(id, undefined, "skipped")];
  if (context.cancel.aborted && !String(job.if ?? "").includes("always("))
    return [unrun(id, undefined, "cancelled")];
  const rows = expandMatrix(fill(job.strategy?.matrix, scope));
  const failFast = fill(job.strategy?.["fail-fast"] ?? true, scope) === true;
  const runs: JobRun[] = [];
  for (const [index, matrix] of rows.entries()) {
    const failed = runs.some((run) => run.conclusion === "failure");
    if (failed && failFast) runs.push(unrun(id, matrix, "cancelled"));
    else runs.push(await runRow(context, { id, job, needs, matrix, index, total: rows.length }));
  }
  return runs;
}

async function runRow(context: RunContext, row: Parameters<typeof prepareJob>[1]): Promise<JobRun> {
  const { job, matrix } = row;
  const scope = jobScope(context, [], row.needs, matrix);
  const minutes = fill(job["timeout-minutes"], scope);
  const timeout = new AbortController();
  const timer = minutes == null ? undefined : setTimeout(() => timeout.abort(), Number(minutes) * 60_000);
  const setup = prepareJob(context, row);
  const cancel = AbortSignal.any([context.cancel, timeout.signal]);
  const run = await runJob({ ...setup, cancel }, job, context.workflow.env).finally(() =>
    clearTimeout(timer),
  );
  const forgiven = run.conclusion === "failure" && fill(job["continue-on-error"], scope) === true;
  return forgiven ? { ...run, conclusion: "success" } : run;
}

/** Results of every job a job waits for, however far back: success() looks at all of them. */
function ancestors(context: RunContext, job: Job, done: ReadonlyMap<string, Needed>): Outcome[] {
  return needsOf(job).flatMap((id) => {
    const needed = context.workflow.jobs[id];
    return [done.get(id)?.result ?? "skipped", ...(needed ? ancestors(context, needed, done) : [])];
  });
}

function jobScope(
  { settings, cancel }: RunContext,
  results: readonly Outcome[],
  needs: Readonly<Record<string, unknown>>,
  matrix?: MatrixRow,
): Scope {
  return {
    contexts: {
      github: settings.github,
      needs,
      vars: settings.vars,
      inputs: settings.inputs,
      matrix: matrix ?? {},
      strategy: {},
    },
    functions: {
      success: () => results.every((result) => result === "success"),
      failure: () => results.includes("failure"),
      always: () => true,
      cancelled: () => cancel.aborted || results.includes("cancelled"),
    },
  };
}

const filled = (outputs: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== ""));

const unrun = (id: string, matrix: MatrixRow | undefined, conclusion: Outcome): JobRun => ({
  id,
  matrix,
  conclusion,
  steps: [],
  outputs: {},
  annotations: [],
  summary: "",
  log: "",
  workspace: "",
});
