import type { RunResult } from "@seedkit/batch";
import type { Charged } from "@seedkit/core";
import { CommandError } from "../command-error.ts";
import { counted } from "../output/format.ts";

/** What a run that did not make everything ends the program with. `errors`: where its manifest of failures is. */
export function endedBadly(result: RunResult, errors: string): CommandError | undefined {
  if (result.status === "success") return undefined;
  const { counts, stoppedBy } = result;
  const missing = result.jobs.length - counts.generated - counts.recovered - counts.reused;
  const lost = missing === 0 ? counted(incomplete(result).length, "call") : undefined;
  const of = `${missing} of ${counted(result.jobs.length, "call")}`;
  const end = ends[stoppedBy?.code ?? ""];
  const exitCode = result.status === "interrupted" ? 130 : (end?.exitCode ?? 1);
  const message =
    result.status === "interrupted"
      ? `Interrupted: ${of} not made`
      : end
        ? `${stoppedBy?.message ?? ""} (${of} not made)`
        : lost !== undefined
          ? `${lost} made, and an image that was paid for not fetched`
          : `${of} not made`;
  return new CommandError(
    result.status === "interrupted" ? "interrupted" : (stoppedBy?.code ?? "incomplete"),
    message,
    { exitCode, charged: chargedOf(result), hint: hints(result, errors) },
  );
}

const ends: Readonly<Record<string, { exitCode: number }>> = {
  unauthenticated: { exitCode: 3 },
  forbidden: { exitCode: 3 },
  insufficient_credits: { exitCode: 4 },
  over_budget: { exitCode: 4 },
};

/** Calls that were made, and lack an image that was paid for. */
const incomplete = ({ jobs }: RunResult) =>
  jobs.filter(
    ({ status, error }) => (status === "generated" || status === "recovered") && error !== undefined,
  );

function chargedOf({ counts, jobs }: RunResult): Charged {
  if (counts.ambiguous + counts.pending > 0) return "maybe";
  return jobs.some(({ error }) => error?.charged === "yes") ? "yes" : "no";
}

function hints(result: RunResult, errors: string): string {
  const { counts, status, stoppedBy } = result;
  const lines = incomplete(result).map(
    ({ id, error }) =>
      `${id}: fetch what is paid for within the hour: ${error?.imageUrls?.join(" ") || error?.message}`,
  );
  if (stoppedBy?.hint && status !== "interrupted") lines.push(stoppedBy.hint);
  if (counts.pending > 0)
    lines.push(`${counts.pending} submitted: the next run fetches them, at no cost, within the hour.`);
  if (counts.skipped > 0) lines.push("Go on where it stopped: seedkit batch run");
  if (counts.failed > 0) lines.push(`Once more what failed: seedkit batch run ${errors}`);
  if (counts.ambiguous > 0)
    lines.push(`${counts.ambiguous} ambiguous, perhaps paid for: send them again with --retry-ambiguous`);
  return lines.join("\n");
}
