import type { JobResult } from "@seedkit/batch";
import type { Outcome } from "../run/outcome.ts";
import type { Outputs } from "./definitions.ts";

// A job's outputs may have 1 MB together.
const mostFilesBytes = 700_000;

const made: ReadonlySet<JobResult["status"]> = new Set(["generated", "recovered", "reused"]);

/** The outputs of a step that ended. What is not known is empty. */
export function collectOutputs(outcome: Outcome): Outputs {
  const { status, plan, result, planned, resultsFile, artifact, contactSheet, matrix } = outcome;
  const base: Outputs = {
    status,
    planned: String(planned ?? plan?.jobCount ?? 0),
    ...(resultsFile !== undefined && { "results-file": resultsFile }),
    ...(matrix !== undefined && { matrix }),
    ...(artifact && { "artifact-id": artifact.id, "artifact-url": artifact.url }),
    ...(contactSheet && { "contact-sheet-url": contactSheet.url }),
  };
  if (result) return { ...base, ...ofResult(outcome, result) };
  if (!plan)
    return { ...base, generated: "0", reused: "0", failed: "0", count: "0", files: "[]", "cost-usd": "0.00" };
  const reused = plan.entries.reduce((sum, { entry, jobs }) => sum + entry.count - jobs.length, 0);
  return {
    ...base,
    generated: "0",
    reused: String(reused),
    failed: "0",
    count: "0",
    files: "[]",
    ...planCost(status, usd(plan.cost.max)),
  };
}

/** What a plan costs is spent where it was cut off, for all anybody knows, and nowhere else. */
function planCost(status: Outcome["status"], most: string): Outputs {
  if (status === "planned") return { "cost-usd": most };
  return { "cost-usd": "0.00", ...(status === "cancelled" && { "possible-cost-usd": most }) };
}

function ofResult(
  { project }: Outcome,
  { jobs, counts, spent, perhapsSpent, saved, creditsLeft }: NonNullable<Outcome["result"]>,
): Outputs {
  const folder =
    project?.folderShown === undefined || project.folderShown === "." ? "" : `${project.folderShown}/`;
  const files = jobs.flatMap((job) =>
    made.has(job.status) ? job.files.map(({ path }) => folder + path) : [],
  );
  return {
    generated: String(counts.generated + counts.recovered),
    reused: String(counts.reused),
    failed: String(counts.failed + counts.ambiguous),
    count: String(files.length),
    files: fittingList(files),
    "cost-usd": usd(spent),
    "possible-cost-usd": usd(perhapsSpent),
    "saved-usd": usd(saved),
    ...(creditsLeft !== undefined && { "credits-left": String(creditsLeft) }),
  };
}

/** Money without its sign: for numbers in expressions. */
const usd = ({ formatted }: { readonly formatted: string }) => formatted.replace("$", "");

/** As many as an output may hold; all of them are in the results. */
export function fittingList(files: readonly string[]): string {
  let bytes = 2;
  const kept: string[] = [];
  for (const file of files) {
    bytes += Buffer.byteLength(JSON.stringify(file)) + 1;
    if (bytes > mostFilesBytes) break;
    kept.push(file);
  }
  return JSON.stringify(kept);
}
