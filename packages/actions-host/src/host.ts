import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Host, HostOptions, RunOptions } from "./host-options.ts";
import { startResultsService } from "./results/results-service.ts";
import { runJobs, worst } from "./run/run-jobs.ts";
import { readSettings } from "./run/settings.ts";
import { readWorkflow } from "./workflow/parse-workflow.ts";
import type { WorkflowRun } from "./workflow-run.ts";

/** Starts a host: its services on loopback, and a folder for the workspaces of its jobs. */
export async function createHost(options: HostOptions = {}): Promise<Host> {
  const service = await startResultsService();
  const root = mkdtempSync(join(tmpdir(), "actions-host-"));
  const empty = join(root, "empty-repository");
  mkdirSync(empty);
  let lastRun = 0;

  const runWorkflow = async (given: string, run: RunOptions = {}): Promise<WorkflowRun> => {
    const isFile = !given.includes("\n") && existsSync(given);
    const file = isFile ? basename(given) : "workflow.yml";
    const workflow = await readWorkflow(file, isFile ? readFileSync(given, "utf8") : given);
    const runId = ++lastRun;
    const settings = readSettings(options, run, { runId, workflowName: workflow.name ?? file });
    const timed = new AbortController();
    const timer =
      run.cancelAfter === undefined ? undefined : setTimeout(() => timed.abort(), run.cancelAfter);
    const signals = [timed.signal, run.signal, options.signal].filter((signal) => signal !== undefined);
    const cancel = AbortSignal.any(signals);
    const repository = options.folder ?? empty;
    try {
      const jobs = await runJobs({ settings, workflow, runId, service, root, repository, cancel });
      return {
        // A cancelled run stays one, whatever failed before.
        conclusion:
          jobs.some((job) => job.conclusion === "cancelled") && cancel.aborted ? "cancelled" : worst(jobs),
        jobs,
        job(id) {
          const found = jobs.find((job) => job.id === id);
          if (!found) throw new Error(`The workflow has no job '${id}'`);
          return found;
        },
        artifacts: service.artifacts(`run-${runId}`),
        caches: service.caches(),
      };
    } finally {
      clearTimeout(timer);
    }
  };

  const close = async () => {
    await service.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  };
  return { runWorkflow, close, [Symbol.asyncDispose]: close };
}
