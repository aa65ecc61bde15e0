import type { Masker } from "../log/masker.ts";
import type { MatrixRow } from "../workflow/expand-matrix.ts";
import type { Defaults } from "../workflow/workflow.ts";
import type { StepRun } from "../workflow-run.ts";

/** What a job knows from its start. */
export type JobSetup = {
  readonly id: string;
  readonly workspace: string;
  readonly temp: string;
  readonly github: Readonly<Record<string, unknown>>;
  readonly runner: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly needs: Readonly<Record<string, unknown>>;
  readonly matrix: MatrixRow | undefined;
  readonly strategy: Readonly<Record<string, unknown>>;
  readonly defaults: readonly (Defaults | undefined)[];
  readonly actionPaths: Readonly<Record<string, string>>;
  /** Environment of every process. */
  readonly processEnv: Readonly<Record<string, string>>;
  /** Environment that only actions get: the addresses and the token of the services. */
  readonly actionEnv: Readonly<Record<string, string>>;
  readonly masker: Masker;
  readonly withSummary: boolean;
  readonly graceScale: number;
  readonly longestStep: number;
  readonly cancel: AbortSignal;
  readonly onLine: (line: string) => void;
};

/** What changes while a job runs. */
export type JobState = JobSetup & {
  failed: boolean;
  /** The workflow's and the job's `env`, and what steps added through GITHUB_ENV. */
  readonly env: Record<string, string>;
  /** What steps added through GITHUB_PATH, the newest first. */
  path: readonly string[];
  readonly steps: StepRun[];
  /** Post steps, the last to be run first. */
  readonly post: (() => Promise<void>)[];
  /** What the stages of one step share, by the step's id. */
  readonly states: Map<string, Record<string, string>>;
  /** Process groups to be killed when the job ends. */
  readonly groups: Set<number>;
};

export const statusOf = (job: JobState) =>
  job.cancel.aborted ? "cancelled" : job.failed ? "failure" : "success";

/** What pre, main and post of one step share. */
export function sharedState(job: JobState, id: string): Record<string, string> {
  const state = job.states.get(id) ?? {};
  job.states.set(id, state);
  return state;
}
