import { randomUUID } from "node:crypto";
import { createEventPayload } from "../github/event-payload.ts";
import { createGithubContext } from "../github/github-context.ts";
import type { HostOptions, RunOptions } from "../host-options.ts";
import { createMasker, type Masker } from "../log/masker.ts";

/** What all jobs of one run share: the host's options and the run's, read once. */
export type RunSettings = {
  readonly github: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly actionPaths: Readonly<Record<string, string>>;
  readonly ghes: boolean;
  readonly cache: NonNullable<HostOptions["cacheService"]>;
  readonly graceScale: number;
  readonly longestStep: number;
  readonly onLine: (line: string) => void;
  createMasker(): Masker;
};

export function readSettings(
  host: HostOptions,
  run: RunOptions,
  { runId, workflowName }: { readonly runId: number; readonly workflowName: string },
): RunSettings {
  const event = run.event ?? host.event ?? "push";
  const fork = run.fork ?? host.fork ?? isFromFork(run.eventPayload);
  const ghes = host.ghes ?? false;
  const inputs = run.inputs ?? {};
  // A fork's pull_request gets nothing; pull_request_target runs for the base and gets everything.
  const untrusted = fork && event === "pull_request";
  const token = `ghs_${randomUUID().replaceAll("-", "")}`;
  const given = untrusted ? {} : { ...host.secrets, ...run.secrets };
  const secrets = { GITHUB_TOKEN: token, ...given };
  return {
    github: createGithubContext({
      event,
      eventPayload: run.eventPayload ?? createEventPayload(event, { fork, inputs }),
      workflowName,
      runId,
      ghes,
      token,
      github: { ...host.github, ...run.github },
    }),
    secrets,
    vars: { ...host.vars, ...run.vars },
    env: { ...host.env, ...run.env },
    inputs,
    actionPaths: run.actionPaths ?? {},
    ghes,
    cache: host.cacheService ?? (untrusted ? "read-only" : "read-write"),
    graceScale: host.graceScale ?? 1,
    longestStep: host.longestStep ?? 300_000,
    onLine: run.onLine ?? (() => {}),
    createMasker() {
      const masker = createMasker(host.maskBase64 ?? false);
      for (const secret of Object.values(secrets)) masker.add(secret);
      return masker;
    },
  };
}

/** Whether a pull request's head lies in another repository than its base. */
function isFromFork(payload: RunOptions["eventPayload"]): boolean {
  const pullRequest = payload?.pull_request as { head?: { repo?: { fork?: boolean } } } | undefined;
  return pullRequest?.head?.repo?.fork === true;
}
