import type * as vscode from "vscode";
import type { Jobs } from "./core/jobs/job.ts";
import type { Environment } from "./env/environment.ts";
import { createKeys, type Keys } from "./host/keys.ts";
import { createLog, type Log } from "./host/log.ts";

/** What every command and provider is handed: made once, at activation. */
export type Services = {
  readonly context: vscode.ExtensionContext;
  readonly environment: Environment;
  readonly log: Log;
  readonly keys: Keys;
  /** The one queue of the window. Loads the client with the first call. */
  readonly jobs: () => Promise<Jobs>;
  /** What is awaited before the window closes: seconds at most. */
  readonly beforeClose: (() => Promise<void>)[];
};

export function createServices(context: vscode.ExtensionContext, environment: Environment): Services {
  let jobs: Promise<Jobs> | undefined;
  const services: Services = {
    context,
    environment,
    log: createLog(context),
    keys: createKeys(context, environment),
    beforeClose: [],
    jobs: () => {
      jobs ??= import("./jobs/create-jobs.ts").then(({ createJobs }) => createJobs(services));
      return jobs;
    },
  };
  return services;
}
