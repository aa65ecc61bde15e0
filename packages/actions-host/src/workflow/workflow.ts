/** A step as the workflow or a composite action has it, expressions not yet filled. */
export type Step = {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
  readonly "continue-on-error"?: unknown;
  readonly "timeout-minutes"?: unknown;
};

export type Defaults = { readonly run?: { readonly shell?: string; readonly "working-directory"?: string } };

export type Job = {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: unknown;
  readonly env?: unknown;
  readonly defaults?: Defaults;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly strategy?: { readonly matrix?: unknown; readonly "fail-fast"?: unknown };
  readonly "continue-on-error"?: unknown;
  readonly "timeout-minutes"?: unknown;
  readonly steps: readonly Step[];
  readonly uses?: string;
  readonly container?: unknown;
  readonly services?: unknown;
};

export type Workflow = {
  readonly name?: string;
  readonly env?: unknown;
  readonly defaults?: Defaults;
  readonly jobs: Readonly<Record<string, Job>>;
};
