import type { JobResult, Report, RunResult } from "@seedkit/batch";
import type { Host } from "../host.ts";
import { shown } from "../output/check-target.ts";
import { counted, formatCredits, formatDuration } from "../output/format.ts";
import { type Paint, painter } from "../terminal/colour.ts";

const tones: Readonly<Record<JobResult["status"], Parameters<Paint>[0]>> = {
  generated: "green",
  recovered: "green",
  reused: "dim",
  failed: "red",
  ambiguous: "yellow",
  pending: "yellow",
  skipped: "dim",
};

/** Prints how a run ended: in a pipe the files it made, and for people what it took and where the report is. */
export function printSummary(
  host: Host,
  result: RunResult,
  report: Report,
  { tookMs, emulated }: { tookMs: number; emulated: boolean },
): void {
  if (!host.stdout.isTTY) {
    for (const { status, files } of result.jobs) {
      if (status !== "generated" && status !== "recovered") continue;
      for (const { path } of files) host.stdout.write(`${path}\n`);
    }
  }
  const paint = painter(host, host.stderr);
  const { jobs, counts } = result;
  const states = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => paint(tones[state as JobResult["status"]], `${count} ${state}`));
  host.stderr.write(`${counted(jobs.length, "call")}: ${states.join(", ") || "nothing to do"}\n`);
  host.stderr.write(`${money(result, emulated)}, in ${formatDuration(tookMs)}\n`);
  for (const { id, rescued = [] } of jobs) {
    for (const path of rescued)
      host.stderr.write(`${paint("yellow", "Rescued:")} ${id}: ${shown(host, path)}\n`);
  }
  host.stderr.write(`${paint("dim", "Report")} ${shown(host, report.contactSheet)}\n`);
  if (emulated && counts.generated > 0)
    host.stderr.write("These are test images: seedkit.lock says so, and a real run makes them again.\n");
}

function money({ spent, perhapsSpent, saved, creditsLeft }: RunResult, emulated: boolean): string {
  const parts = [emulated ? `Nothing paid, ${spent.formatted} at the real API` : `Spent ${spent.formatted}`];
  if (perhapsSpent.micros > 0) parts.push(`perhaps ${perhapsSpent.formatted} more`);
  if (saved.micros > 0) parts.push(`saved ${saved.formatted}`);
  if (creditsLeft !== undefined && !emulated) parts.push(`${formatCredits(creditsLeft)} credits left`);
  return parts.join(", ");
}
