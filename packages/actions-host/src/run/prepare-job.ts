import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobSetup } from "../job/job-state.ts";
import type { ResultsService } from "../results/results-service.ts";
import type { MatrixRow } from "../workflow/expand-matrix.ts";
import type { Job, Workflow } from "../workflow/workflow.ts";
import type { RunSettings } from "./settings.ts";

/** What of a run goes into each of its jobs. */
export type RunContext = {
  readonly settings: RunSettings;
  readonly workflow: Workflow;
  readonly runId: number;
  readonly service: ResultsService;
  /** Folder for everything this host makes. */
  readonly root: string;
  /** The repository that a checkout copies. */
  readonly repository: string;
  readonly cancel: AbortSignal;
};

/** Makes the folders of one job and gathers what it knows. */
export function prepareJob(
  context: RunContext,
  {
    id,
    job,
    needs,
    matrix,
    index,
    total,
  }: {
    readonly id: string;
    readonly job: Job;
    readonly needs: Readonly<Record<string, unknown>>;
    readonly matrix: MatrixRow | undefined;
    readonly index: number;
    readonly total: number;
  },
): JobSetup {
  const { settings, workflow, service } = context;
  const folder = mkdtempSync(join(context.root, `${id}-`));
  const make = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const [workspace, temp, toolCache, home] = [make("repo"), make("_temp"), make("_tool"), make("home")];
  const eventPath = join(folder, "event.json");
  writeFileSync(eventPath, JSON.stringify(settings.github.event));

  const runner = { os: "Linux", arch: "X64", name: "actions-host", environment: "self-hosted" };
  const debug = settings.secrets.ACTIONS_STEP_DEBUG === "true" ? "1" : "";
  const grant = { run: `run-${context.runId}`, cacheWritable: settings.cache === "read-write" };
  const { ACTIONS_CACHE_SERVICE_V2, ...services } = service.environment(grant, `job-${id}-${index}`);
  const masker = settings.createMasker();
  masker.add(services.ACTIONS_RUNTIME_TOKEN ?? "");
  return {
    id,
    workspace,
    temp,
    github: { ...settings.github, job: id, workspace, event_path: eventPath },
    runner: { ...runner, temp, tool_cache: toolCache, workspace: folder, debug },
    secrets: settings.secrets,
    vars: settings.vars,
    inputs: settings.inputs,
    needs,
    matrix,
    strategy: {
      "fail-fast": job.strategy?.["fail-fast"] ?? true,
      "job-index": index,
      "job-total": total,
      "max-parallel": 1,
    },
    defaults: [workflow.defaults, job.defaults],
    actionPaths: settings.actionPaths,
    processEnv: {
      HOME: home,
      LANG: "C.UTF-8",
      CI: "true",
      GITHUB_ACTIONS: "true",
      RUNNER_OS: runner.os,
      RUNNER_ARCH: runner.arch,
      RUNNER_NAME: runner.name,
      RUNNER_ENVIRONMENT: runner.environment,
      RUNNER_TEMP: temp,
      RUNNER_TOOL_CACHE: toolCache,
      RUNNER_WORKSPACE: folder,
      ...(debug ? { RUNNER_DEBUG: debug } : {}),
      ...settings.env,
    },
    actionEnv: {
      // The stand-in for actions/checkout copies from here.
      ACTIONS_HOST_REPOSITORY: context.repository,
      ...(settings.ghes ? {} : services),
      // Without the flag the toolkit asks for the first cache service, which is not there.
      ...(settings.ghes || settings.cache === "off" || !ACTIONS_CACHE_SERVICE_V2
        ? {}
        : { ACTIONS_CACHE_SERVICE_V2 }),
    },
    masker,
    withSummary: !settings.ghes,
    graceScale: settings.graceScale,
    longestStep: settings.longestStep,
    cancel: context.cancel,
    onLine: settings.onLine,
  };
}
