import { dirname, relative, resolve } from "node:path";
import { createProjectFiles, jobsUnderway, parseLock, planManifest, readManifest } from "@seedkit/batch";
import { formatProblem, type Plan, type Problem } from "@seedkit/batch/manifest";
import { SeedkitError } from "@seedkit/core";
import type { Session } from "../session/session.ts";
import { type ToolAnswer, textAnswer } from "./tool-answer.ts";

// More than a model needs to read; the counts tell of all.
const mostLines = 50;

/** What a run of a manifest would make, and its price. @throws SeedkitError `invalid_input` with every problem */
export async function planManifestFile({ files }: Session, given: string): Promise<ToolAnswer> {
  const text = await files.readText(given);
  if (text === undefined) throw refused([`${given}: there is no such file in the folder of this server`]);
  const path = resolve(files.folder, given);
  const folder = dirname(path);
  const project = createProjectFiles(folder);
  const file = relative(files.folder, path);
  const { manifest, problems } = await readManifest({ file, text }, project);
  if (manifest === undefined) throw refused(problems.map(formatProblem));
  const locked = await files.readText(resolve(folder, "seedkit.lock"));
  const plan = await planManifest(manifest, locked === undefined ? undefined : parseLock(locked), project, {
    cache: project.cache,
    underway: await jobsUnderway(folder),
  });
  const all = [...problems, ...plan.problems.filter((problem) => !problems.includes(problem))];
  if (all.some(({ severity }) => severity === "error")) throw refused(all.map(formatProblem));
  return textAnswer(textOf(file, plan, all), dataOf(file, plan, all));
}

function textOf(file: string, plan: Plan, problems: readonly Problem[]): string {
  const open = plan.entries.filter(({ state }) => state !== "unchanged");
  const paid = paidCalls(plan);
  return [
    paid === 0
      ? `${file}: nothing has to be paid for.`
      : `${file}: ${paid} call${paid === 1 ? "" : "s"} for ${plan.cost.formatted}, usually ${Math.round(plan.expectedMs / 1000)} s. Nothing was sent.`,
    ...open
      .slice(0, mostLines)
      .map(
        ({ entry, state, changes, cost }) =>
          `- ${entry.id}: ${[state, ...changes].join(", ")} (${cost.formatted})`,
      ),
    ...(open.length > mostLines ? [`and ${open.length - mostLines} more`] : []),
    `${plan.entries.length - open.length} unchanged, ${plan.orphans.length} no longer described.`,
    ...problems.map((problem) => formatProblem(problem)),
    ...(paid > 0 ? ["To make them, the user runs: seedkit batch run"] : []),
  ].join("\n");
}

function dataOf(file: string, plan: Plan, problems: readonly Problem[]) {
  return {
    manifest: file,
    entries: plan.entries.slice(0, 1000).map(({ entry, state, changes, size, cost, jobs, reusable }) => ({
      id: entry.id,
      state,
      changes,
      model: entry.model,
      output: entry.outputs.template,
      calls: jobs.length - reusable.length,
      size,
      cost,
    })),
    entryCount: plan.entries.length,
    orphans: plan.orphans,
    problems,
    calls: paidCalls(plan),
    cost: plan.cost,
    expectedMs: plan.expectedMs,
  };
}

function paidCalls({ jobCount, entries }: Plan): number {
  return jobCount - entries.reduce((sum, { reusable }) => sum + reusable.length, 0);
}

function refused(problems: readonly string[]): SeedkitError {
  const issues = problems.map((message) => ({ path: "manifest", message }));
  return new SeedkitError("invalid_input", problems.join("; "), { charged: "no", issues });
}
