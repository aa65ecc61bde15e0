import type { Environment, RunnerFacts } from "../runner/environment.ts";
import type { Log } from "../runner/log.ts";
import type { Cancel } from "./cancel.ts";

/** What a step is given: everything of the machine it touches beside the files. */
export type Step = {
  readonly env: Environment;
  readonly facts: RunnerFacts;
  readonly log: Log;
  readonly cancel: Cancel;
  readonly now: () => number;
};
