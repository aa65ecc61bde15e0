import { formatMicros } from "@seedkit/core";
import { errorView } from "../error-views.ts";
import { grouped } from "../grouped.ts";
import { isRunning, type Job } from "../store/state.ts";
import { duration } from "../words.ts";
import { ErrorCard } from "./error-card.tsx";
import { JobCell } from "./job-cell.tsx";
import { ResultCell } from "./result-cell.tsx";

type Props = { readonly jobs: readonly Job[]; readonly now: number; readonly onZoom: (id: string) => void };

/** One press of the button: its prompt, its failures, its images in the order they were asked for. */
export function Run({ jobs, now, onZoom }: Props) {
  const failures = grouped(
    jobs.filter(({ error, status }) => error && (status === "failed" || status === "cancelled")),
    (job) => (job.error ? groupKey(job) : ""),
  );
  const ratio = boxRatio(jobs);
  const prompts = [...new Set(jobs.map(({ prompt }) => prompt))];
  return (
    <article class="sk-run">
      <header class="sk-run-head">
        <span class="sk-run-prompt" title={prompts.join("\n")}>
          {prompts.length === 1 ? prompts[0] : `${prompts.length} prompts`}
        </span>
        <span class="sk-hint">{summary(jobs, now)}</span>
      </header>
      {[...failures.values()].map((same) => {
        const [first] = same;
        return first?.error && <ErrorCard key={first.id} error={first.error} jobs={same} />;
      })}
      <ul class="sk-grid">
        {jobs.flatMap((job) => [
          ...job.results.map((result) => (
            <ResultCell key={result.id} {...{ job, result, ratio }} onZoom={() => onZoom(result.id)} />
          )),
          ...(isRunning(job) ? [<JobCell key={job.id} {...{ job, ratio, now }} />] : []),
        ])}
      </ul>
    </article>
  );
}

/** One box for all of a run, so that its rows are even: their own ratio, or a square where they differ. */
function boxRatio(jobs: readonly Job[]): number {
  const [first = 1, ...others] = jobs.map(({ ratio }) => ratio);
  const same = others.every((ratio) => Math.abs(ratio / first - 1) < 0.05);
  return same ? Math.max(0.6, Math.min(2.4, first)) : 1;
}

/** Failures that say and offer the same are told once. */
const groupKey = ({ error, ticket }: Job) =>
  error ? `${errorView(error, ticket !== undefined).group} ${ticket ? "kept" : ""} ${error.charged}` : "";

/** Time and cost of what is done, and how much of it there is. */
function summary(jobs: readonly Job[], now: number): string {
  const done = jobs.filter(({ status }) => status === "done");
  const spent = done.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
  const starts = jobs.flatMap(({ startedAt }) => startedAt ?? []);
  const running = jobs.some(isRunning);
  const end = running ? now : Math.max(...jobs.map(({ endedAt }) => endedAt ?? 0));
  const parts = [
    jobs.length > 1 && `${done.length} of ${jobs.length}`,
    spent > 0 && formatMicros(spent),
    starts.length > 0 && duration(end - Math.min(...starts)),
  ];
  return parts.filter(Boolean).join(" · ");
}
