import type { JobResult, PlannedEntry, RunResult } from "@seedkit/batch";
import { escapeMarkdown } from "./escape.ts";

const labels: Readonly<Record<JobResult["status"], string>> = {
  generated: "made",
  recovered: "recovered",
  reused: "reused",
  failed: "**failed**",
  ambiguous: "**perhaps paid**",
  pending: "**pending**",
  skipped: "not made",
};

const order: readonly JobResult["status"][] = [
  "failed",
  "ambiguous",
  "pending",
  "generated",
  "recovered",
  "skipped",
  "reused",
];

const header = (...names: string[]) => [`| ${names.join(" | ")} |`, `|${"---|".repeat(names.length)}`];

export const resultHeader = header("image", "", "size", "cost", "prompt");

/** A row for each call, what needs somebody's eye first. */
export function* resultRows({ jobs }: RunResult): Generator<string> {
  const ranked = jobs.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  for (const job of ranked) {
    const [file] = job.files;
    const size = file ? `${file.width} x ${file.height}` : "";
    const name = file ? file.path : job.id;
    const more = job.files.length > 1 ? ` and ${job.files.length - 1} more` : "";
    const cost = job.status === "reused" ? "" : job.cost.micros > 0 ? job.cost.formatted : "";
    yield row(
      `${escapeMarkdown(name)}${more}`,
      labels[job.status],
      size,
      cost,
      escapeMarkdown(job.prompt, 100),
    );
  }
}

export const planHeader = header("image", "why", "size", "at most", "prompt");

/** A row for each entry that would be paid for. */
export function* planRows(entries: readonly PlannedEntry[]): Generator<string> {
  for (const { entry, jobs, state, changes, size, cost } of entries) {
    if (jobs.length === 0) continue;
    const why = changes.length > 0 ? `${state}: ${changes.join(", ")}` : state;
    const pixels = `${size.certainty === "exact" ? "" : "about "}${size.width} x ${size.height}`;
    const prompt = typeof entry.input.prompt === "string" ? entry.input.prompt : "";
    yield row(
      escapeMarkdown(entry.id),
      escapeMarkdown(why),
      pixels,
      cost.max.formatted,
      escapeMarkdown(prompt, 100),
    );
  }
}

/** What went wrong, with what to do: one line a call. */
export function* failureLines({ jobs }: RunResult): Generator<string> {
  for (const { id, error, status, rescued = [] } of jobs) {
    if (rescued.length > 0) {
      const places = rescued.map((path) => escapeMarkdown(path)).join(", ");
      yield `- ${escapeMarkdown(id)}: paid, and saved elsewhere: ${places}`;
    }
    if (!error || status === "skipped") continue;
    const charged = { no: "not charged", maybe: "perhaps charged", yes: "charged" }[error.charged];
    const hint = error.hint === undefined ? "" : ` ${escapeMarkdown(error.hint, 300)}`;
    yield `- ${escapeMarkdown(id)}: ${escapeMarkdown(error.message, 400)} (${error.code}, ${charged}).${hint}`;
  }
}

const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
