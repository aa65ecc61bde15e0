import type { WorkflowRun } from "./workflow-run.ts";

/** What a host needs to know; every field has a default. */
export type HostOptions = {
  /** The repository that actions/checkout copies into a job's workspace. @default an empty one */
  readonly folder?: string;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Repository variables, the `vars` context. */
  readonly vars?: Readonly<Record<string, string>>;
  /** The event's name. @default "push" */
  readonly event?: string;
  /** Fields of the `github` context that replace the made-up ones. */
  readonly github?: Readonly<Record<string, unknown>>;
  /** More environment for every step, such as the address of an emulator. */
  readonly env?: Readonly<Record<string, string>>;
  /** Acts as GitHub Enterprise Server: no step summary, no artifact v4, no cache. @default false */
  readonly ghes?: boolean;
  /** The event comes from a fork: `pull_request` gets no secrets and a cache it cannot write. @default false */
  readonly fork?: boolean;
  /** What the cache service allows. @default "read-write", or "read-only" for a fork's pull request */
  readonly cacheService?: "read-write" | "read-only" | "off";
  /** Also mask the base64 of a secret, as the runner does; off so that a test sees such a leak. @default false */
  readonly maskBase64?: boolean;
  /** Factor on the 7.5 s and 2.5 s between the signals of a cancel. @default 1 */
  readonly graceScale?: number;
  /** Bound on one process in ms, where the workflow's own `timeout-minutes` is longer. @default 300_000 */
  readonly longestStep?: number;
  /** Cancels every run of this host. */
  readonly signal?: AbortSignal;
};

/** What one run needs; fields the host has too replace the host's. */
export type RunOptions = {
  readonly event?: string;
  /** The `github.event` payload; a fitting one is made up where absent. */
  readonly eventPayload?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly github?: Readonly<Record<string, unknown>>;
  /** Inputs of `workflow_dispatch`. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly fork?: boolean;
  /** `owner/repo` or `./` (the workspace) to an absolute folder; the longest match wins. */
  readonly actionPaths?: Readonly<Record<string, string>>;
  /** Milliseconds from the start of the first job to a cancel. */
  readonly cancelAfter?: number;
  /** Cancels this run. */
  readonly signal?: AbortSignal;
  /** Called with each line as it is shown. */
  readonly onLine?: (line: string) => void;
};

/** Runs workflows on this machine. */
export type Host = {
  /**
   * Runs a workflow given as its text or as the path of its file.
   * @throws Error where the workflow is invalid or needs what this host has not (containers, services, reusable workflows).
   */
  runWorkflow(workflow: string, options?: RunOptions): Promise<WorkflowRun>;
  /** Stops the services and deletes every workspace. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};
