import type { Outcome } from "../run/outcome.ts";
import { escapeMarkdown, linkTarget } from "./escape.ts";
import { byteLength, fittingRows } from "./limited.ts";
import { failureLines, planHeader, planRows, resultHeader, resultRows } from "./rows.ts";

// GitHub takes 1 MiB a step and drops everything past it: some room is left for what masking and escaping add.
const mostBytes = 960_000;
// Past this many rows a page is no help any more, and slow.
const failureBytes = 120_000;

/** The summary of a step: figures, links, failures, then the images. */
export function summaryMarkdown(outcome: Outcome): string {
  const { result, plan } = outcome;
  const head = [
    `### Seedkit: ${escapeMarkdown(outcome.project?.folderShown ?? "")}`.replace(/: $/, ""),
    headline(outcome),
    ...links(outcome),
    ...notes(outcome),
  ].filter((part) => part !== "");
  const failures = result ? list(failureLines(result), failureBytes) : [];
  const top = [...head, ...failures].join("\n\n");
  const left = mostBytes - byteLength(top);
  const table = result
    ? tableOf(resultHeader, resultRows(result), left)
    : plan
      ? tableOf(planHeader, planRows(plan.entries), left)
      : [];
  // Two dollar signs in a line can become a formula.
  return `${[top, ...table].join("\n\n")}\n`.replaceAll("$", "&#36;");
}

function headline({ status, result, plan }: Outcome): string {
  const word = `**${status}**`;
  if (result) {
    const { counts, spent, perhapsSpent, saved, creditsLeft } = result;
    const figures = Object.entries(counts).filter(([, count]) => count > 0);
    return [
      word,
      ...figures.map(([name, count]) => `${count} ${name}`),
      `spent ${spent.formatted}`,
      ...(perhapsSpent.micros > 0 ? [`**perhaps ${perhapsSpent.formatted} more**`] : []),
      ...(saved.micros > 0 ? [`saved ${saved.formatted}`] : []),
      ...(creditsLeft === undefined ? [] : [`credits left ${Math.round(creditsLeft * 100) / 100}`]),
    ].join(" · ");
  }
  if (!plan) return word;
  const { jobCount, cost } = plan;
  return `${word} · ${jobCount === 0 ? "nothing to make" : `${jobCount} to make`} · ${cost.formatted}`;
}

function links({ artifact, contactSheet, resultsFile }: Outcome): string[] {
  const found = [
    contactSheet ? `[Contact sheet](${linkTarget(contactSheet.url)})` : "",
    artifact ? `[Images and results](${linkTarget(artifact.url)})` : "",
    resultsFile === undefined || artifact ? "" : `results: ${escapeMarkdown(resultsFile)}`,
  ].filter(Boolean);
  return found.length === 0 ? [] : [found.join(" · ")];
}

function notes({ reasons, problems }: Outcome): string[] {
  const lines = [
    ...reasons.map((reason) => `- ${escapeMarkdown(reason, 600)}`),
    ...problems
      .slice(0, 50)
      .map(({ line, severity, message }) => `- ${severity}, line ${line}: ${escapeMarkdown(message, 400)}`),
    ...(problems.length > 50 ? [`- and ${problems.length - 50} more`] : []),
  ];
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function list(lines: Iterable<string>, bytes: number): string[] {
  const { rows, left } = fittingRows(lines, bytes);
  if (rows.length === 0) return [];
  return [[...rows, ...(left > 0 ? [`- and ${left} more: see the results`] : [])].join("\n")];
}

function tableOf(header: readonly string[], rows: Iterable<string>, bytes: number): string[] {
  const fitting = fittingRows(rows, bytes - 400);
  if (fitting.rows.length === 0) return [];
  const more = fitting.left > 0 ? [`And ${fitting.left} more: see the results in the artifact.`] : [];
  return [[...header, ...fitting.rows].join("\n"), ...more];
}
