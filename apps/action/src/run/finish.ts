import { appendFileSync } from "node:fs";
import { isSeedkitError } from "@seedkit/core";
import { InputError } from "../inputs/input-error.ts";
import type { Settings } from "../inputs/settings.ts";
import { collectOutputs } from "../outputs/collect.ts";
import { outputDefinitions } from "../outputs/definitions.ts";
import { ManifestProblems } from "../project/load.ts";
import { writeFileCommand } from "../runner/file-command.ts";
import type { Level, Log } from "../runner/log.ts";
import { summaryMarkdown } from "../summary/write-summary.ts";
import type { Outcome } from "./outcome.ts";
import type { Step } from "./step.ts";

/** What threw, as an outcome: everything that is wrong is among its reasons or problems. */
export function failedOutcome(error: unknown, told: Partial<Outcome>): Outcome {
  const base: Outcome = { problems: [], ...told, status: "failed", reasons: [] };
  if (error instanceof InputError) return { ...base, reasons: error.lines };
  if (error instanceof ManifestProblems) return { ...base, problems: error.problems };
  const hint = isSeedkitError(error) && error.hint ? ` ${error.hint}` : "";
  return { ...base, reasons: [`${error instanceof Error ? error.message : error}${hint}`] };
}

/** Tells how the step ended: annotations, outputs, summary. Returns the exit code. */
export function finish(outcome: Outcome, settings: Partial<Settings>, { env, log, facts }: Step): number {
  const { status } = outcome;
  const level = levelOf(outcome, settings.onError ?? "fail");
  tellProblems(outcome, log);
  tellFailures(outcome, level, log);
  for (const reason of outcome.reasons) log.annotate(level, reason);
  const outputs = collectOutputs(outcome);
  for (const { name } of outputDefinitions) {
    const value = outputs[name];
    if (value !== undefined) writeFileCommand(env.GITHUB_OUTPUT, name, value);
  }
  if (settings.summary ?? true) {
    const text = summaryMarkdown(outcome);
    if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, text);
    // Old Enterprise Servers have none.
    else log.say("This runner shows no summaries");
  }
  log.say(`Seedkit: ${status}${facts.runUrl === undefined ? "" : `, ${facts.runUrl}`}`);
  return level === "error" || status === "cancelled" ? 1 : 0;
}

function levelOf({ status, result }: Outcome, onError: Settings["onError"]): Level {
  if (status === "success" || status === "planned" || status === "skipped") return "notice";
  // What never ran is a mistake in the workflow, whatever images may do.
  if (!result) return "error";
  return ({ fail: "error", warn: "warning", continue: "notice" } as const)[onError];
}

function tellProblems({ problems, project, plan }: Outcome, log: Log): void {
  // With a plan they were warnings, and told when it was made.
  if (plan) return;
  const file = project?.manifestShown;
  for (const { severity, message, line, column, endLine } of problems) {
    const place = file === undefined ? {} : { file, line, column, ...(endLine !== undefined && { endLine }) };
    log.annotate(severity, message, place);
  }
}

/** Each image that was not made, at its line of the manifest. */
function tellFailures({ result, plan, project }: Outcome, level: Level, log: Log): void {
  const positions = new Map(plan?.entries.map(({ entry }) => [entry.id, entry.position]));
  const file = project?.manifestShown;
  for (const { id, status, error } of result?.jobs ?? []) {
    if (!error || status === "skipped") continue;
    const line = positions.get(id)?.line;
    const charged = { no: "", maybe: " Possibly charged.", yes: " Charged." }[error.charged];
    const hint = error.hint === undefined ? "" : ` ${error.hint}`;
    const place = file === undefined || line === undefined ? {} : { file, line };
    log.annotate(level, `${id}: ${error.message}.${charged}${hint}`.replaceAll("..", "."), place);
  }
}
