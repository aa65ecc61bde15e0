import { runBatch, writeReport } from "@seedkit/batch";
import { createClient } from "@seedkit/core";
import type { Settings } from "../inputs/settings.ts";
import { fromWorkspace } from "../project/inside.ts";
import { uploadResults } from "../upload/upload-results.ts";
import { chooseFetch } from "./fetch.ts";
import { type Outcome, statusOf } from "./outcome.ts";
import { progressLines } from "./progress.ts";
import type { Told } from "./run-step.ts";
import type { Step } from "./step.ts";

type Begun = Outcome & Required<Pick<Outcome, "project" | "plan">>;

/** Makes what the plan says, within the budget, and hands it on. @throws SeedkitError */
export async function makeImages(settings: Settings, step: Step, begun: Begun, told: Told): Promise<Outcome> {
  const { facts, log, cancel, env } = step;
  const { project, plan } = begun;
  const { manifest, text, format, folder } = project;
  const client = createClient({
    apiKey: settings.apiKey,
    baseUrl: settings.baseUrl,
    fetch: await chooseFetch(env, settings.requestTimeout),
    timeout: { attempt: settings.requestTimeout, total: settings.totalTimeout },
  });
  const result = await runBatch({
    manifest,
    text,
    ...(format && { format }),
    client,
    maxCost: settings.maxCost ?? 0,
    concurrency: settings.concurrency,
    ...(settings.shard && { shard: settings.shard }),
    retryAmbiguous: settings.retryAmbiguous,
    signal: cancel.signal,
    onEvent: progressLines(log, plan.jobCount),
  });
  const ended = { ...begun, result, status: statusOf(result), reasons: reasonsOf(result) };
  told(ended);
  const report = await writeReport(folder, result, plan, { at: step.now() });
  const resultsFile = fromWorkspace(facts.workspace, report.results);
  told({ resultsFile });
  // A runner that cancels kills whatever takes longer than a few seconds: the cache has the images.
  if (cancel.signal.aborted) return { ...ended, resultsFile };
  const uploaded = await uploadResults({
    settings,
    project,
    result,
    report,
    facts,
    log,
    temporary: env.RUNNER_TEMP,
  });
  return { ...ended, resultsFile, ...uploaded };
}

function reasonsOf({ stoppedBy, counts, perhapsSpent }: Awaited<ReturnType<typeof runBatch>>): string[] {
  const reasons = stoppedBy ? [[stoppedBy.message, stoppedBy.hint].filter(Boolean).join(" ")] : [];
  if (counts.pending > 0) {
    reasons.push(
      `Possibly charged: ${counts.pending} submitted and not waited for. The next run within the hour fetches them at no cost, where reuse has the cache.`,
    );
  }
  if (counts.ambiguous > 0) {
    reasons.push(
      `Possibly charged: ${counts.ambiguous} cut off, up to ${perhapsSpent.formatted}. They are not sent again by themselves: set retry-ambiguous: true for that.`,
    );
  }
  return reasons;
}
