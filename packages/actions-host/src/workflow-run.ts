import type { ArtifactContent } from "./results/artifact-content.ts";
import type { CacheContent } from "./results/cache-content.ts";

/** How a step or a job ended, as `steps.<id>.outcome` and `needs.<id>.result` say it. */
export type Outcome = "success" | "failure" | "cancelled" | "skipped";

/** A message that GitHub shows beside the run or at a line of a file. */
export type Annotation = {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly title?: string;
  /** Relative to the workspace where it lies inside. */
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly endColumn?: number;
};

/** A signal that the runner sent to a step's process. */
export type SentSignal = {
  readonly signal: NodeJS.Signals;
  /** Milliseconds since the first one was sent. */
  readonly afterMs: number;
};

/** One step of a job; steps inside a composite action and post steps stand beside the others. */
export type StepRun = {
  /** The workflow's `id`, or `__<index>`; inside a composite action `<outer>/<inner>`. */
  readonly id: string;
  readonly name: string;
  readonly stage: "pre" | "main" | "post";
  readonly outcome: Outcome;
  /** The outcome after `continue-on-error`. */
  readonly conclusion: Outcome;
  readonly outputs: Readonly<Record<string, string>>;
  /** What GitHub would show: commands taken out, secrets masked, lines joined by `\n`. */
  readonly log: string;
  /** What the process wrote, with nothing masked: for tests that look for leaks. */
  readonly rawLog: string;
  /** At most 10 of each level. */
  readonly annotations: readonly Annotation[];
  /** The step's part of the summary as it is shown; empty where it was over the limit. */
  readonly summary: string;
  /** Exit code of the process; absent where none ran or a signal ended it. */
  readonly exitCode?: number;
  /** The signals of a cancel or a timeout, in their order. */
  readonly signals: readonly SentSignal[];
  /** Milliseconds from the first signal to the end of the process. */
  readonly stoppedAfterMs?: number;
};

/** One job, or one row of its matrix. */
export type JobRun = {
  readonly id: string;
  readonly matrix: Readonly<Record<string, unknown>> | undefined;
  /** The result after the job's `continue-on-error`. */
  readonly conclusion: Outcome;
  readonly steps: readonly StepRun[];
  /** Outputs that may hold a secret are left out, as GitHub does. */
  readonly outputs: Readonly<Record<string, string>>;
  /** At most 50. */
  readonly annotations: readonly Annotation[];
  /** Markdown of all steps. */
  readonly summary: string;
  readonly log: string;
  /** The job's workspace; it stays until the host is closed. */
  readonly workspace: string;
};

/** What a workflow left behind. */
export type WorkflowRun = {
  readonly conclusion: Outcome;
  /** In the order they ran; a matrix has one for each row. */
  readonly jobs: readonly JobRun[];
  /** The first job of this id. @throws Error where there is none. */
  job(id: string): JobRun;
  /** Artifacts that this run uploaded. */
  readonly artifacts: readonly ArtifactContent[];
  /** Caches the host holds after this run; they last until the host is closed. */
  readonly caches: readonly CacheContent[];
};
