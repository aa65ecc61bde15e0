import { readFile } from "node:fs/promises";
import { money } from "@seedkit/core";
import { missingKeyReason, readTrust, type Trust } from "../event/trust.ts";
import type { Settings } from "../inputs/settings.ts";
import { type Loaded, loadManifest, loadPlan } from "../project/load.ts";
import { openProject, type Project } from "../project/open-project.ts";
import { applyReuse } from "../reuse/apply-reuse.ts";
import { makeImages } from "./make-images.ts";
import { shardMatrix } from "./matrix.ts";
import type { Outcome } from "./outcome.ts";
import type { Step } from "./step.ts";

/** What is known so far, for a step that is cancelled before it is done. */
export type Told = (outcome: Partial<Outcome>) => void;

/** Runs the step: plans, and where that is asked for, makes the images. @throws InputError, ManifestProblems, SeedkitError */
export async function runStep(settings: Settings, step: Step, told: Told): Promise<Outcome> {
  const { facts, log } = step;
  const trust = readTrust(step.env, await readPayload(step.env.GITHUB_EVENT_PATH));
  const project = await openProject(settings, facts.workspace);
  told({ project });
  const { manifest, problems } = await loadManifest(project);
  const before = await loadPlan(project, manifest, settings);
  const { plan } = await applyReuse({ settings, step, trust, project, manifest, ...before });
  const all = [...problems, ...plan.problems];
  const shared = { project, plan, problems: all, planned: plan.jobCount };
  told(shared);
  tellWarnings(shared, log);
  const dry = settings.dryRun ? undefined : standsAgainst(settings, trust, plan.jobCount);
  if (settings.dryRun || dry?.status === "planned")
    return planned(settings, step, shared, dry?.reasons ?? []);
  if (dry) return { ...shared, ...dry };
  log.say(
    `${plan.jobCount} of ${manifest.entries.length} to make, ${plan.cost.formatted} of at most ${money(settings.maxCost ?? 0).formatted}`,
  );
  return makeImages(settings, step, { ...shared, reasons: [], status: "failed" }, told);
}

// A log is no place to read thousands of lines in.
const mostNotes = 50;

/** What is odd about the manifest, at its line, and about single requests. */
function tellWarnings({ project, plan, problems }: Shared, log: Step["log"]): void {
  const { manifestShown: file } = project;
  for (const { line, message } of problems) {
    log.annotate("warning", message, file === undefined ? {} : { file, line });
  }
  const notes = plan.entries.flatMap(({ entry, jobs, warnings }) =>
    jobs.length === 0 ? [] : warnings.map(({ message }) => `${entry.id}: ${message}`),
  );
  for (const note of notes.slice(0, mostNotes)) log.say(note);
  if (notes.length > mostNotes) log.say(`and ${notes.length - mostNotes} more notes of this kind`);
}

type Shared = { readonly project: Project; readonly plan: Loaded["plan"] } & Pick<
  Outcome,
  "problems" | "planned"
>;

function planned(settings: Settings, { log }: Step, shared: Shared, reasons: readonly string[]): Outcome {
  const { plan } = shared;
  log.say(`${plan.jobCount} to make, ${plan.cost.formatted}`);
  const matrix = JSON.stringify(shardMatrix(plan, settings));
  return { ...shared, status: "planned", reasons, matrix };
}

/** Why nothing is spent here; undefined where it may be. Without work there is nothing to stand against. */
function standsAgainst(
  settings: Settings,
  trust: Trust,
  jobs: number,
): Pick<Outcome, "status" | "reasons"> | undefined {
  // With nothing to make, or nothing to spend, nobody can come to harm.
  if (jobs === 0 || settings.maxCost === 0) return undefined;
  if (trust.strangerWithSecrets && !settings.allowPullRequestTarget) {
    const reason = `Nothing is spent under ${trust.event}: whoever opens a pull request could choose the prompts, with this repository's key. Use pull_request, or set allow-pull-request-target: true.`;
    return { status: "failed", reasons: [reason] };
  }
  if (settings.apiKey !== undefined) return undefined;
  const status = ({ fail: "failed", skip: "skipped", plan: "planned" } as const)[settings.onMissingKey];
  return { status, reasons: [missingKeyReason(trust)] };
}

async function readPayload(path: string | undefined): Promise<unknown> {
  if (!path) return undefined;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
