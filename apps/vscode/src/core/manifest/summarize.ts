import type { Lock, Plan, PlannedEntry, Problem } from "@seedkit/batch/manifest";
import type { EntrySummary, Totals } from "./assessment.ts";

// The prompt is shown in a hover: no more of it is carried about.
const shownCharacters = 600;

export function summarize(plan: Plan, lock: Lock | undefined): readonly EntrySummary[] {
  const blocked = blockedIds(plan);
  return plan.entries.map((planned): EntrySummary => {
    const { entry, state, changes, files, jobs, reusable, cost, size } = planned;
    return {
      id: entry.id,
      line: entry.position.line - 1,
      state,
      changes,
      files,
      made: madeFiles(lock, entry.id),
      calls: jobs.length - reusable.length,
      free: reusable.length,
      price: { micros: cost.max.micros, formatted: cost.formatted },
      model: entry.model,
      prompt: String(entry.input["prompt"] ?? "").slice(0, shownCharacters),
      size: { width: size.width, height: size.height, isExact: size.certainty === "exact" },
      isBlocked: blocked.has(entry.id),
    };
  });
}

export function totalsOf({ entries, cost, expectedMs }: Plan): Totals {
  const count = (of: (entry: PlannedEntry) => number) => entries.reduce((sum, one) => sum + of(one), 0);
  const free = count(({ reusable }) => reusable.length);
  return {
    entries: count(({ jobs }) => (jobs.length > 0 ? 1 : 0)),
    calls: count(({ jobs }) => jobs.length) - free,
    free,
    price: { micros: cost.max.micros, formatted: cost.formatted },
    expectedMs,
  };
}

/** The entries that planning found something wrong with. */
export function blockedIds({ entries, problems }: Pick<Plan, "entries" | "problems">): ReadonlySet<string> {
  const wrong = problems.filter(({ severity }) => severity === "error");
  if (wrong.length === 0) return new Set();
  const ids = new Set(entries.map(({ entry }) => entry.id));
  return new Set(wrong.flatMap((problem) => idOf(problem, ids) ?? []));
}

/** The entry a problem is about: `images.<id>.<field>`, where an id may hold dots itself. */
function idOf({ path }: Problem, ids: ReadonlySet<string>): string | undefined {
  for (let id = path.replace(/^images\./, ""); id !== ""; id = id.slice(0, Math.max(0, id.lastIndexOf("."))))
    if (ids.has(id)) return id;
  return undefined;
}

function madeFiles(lock: Lock | undefined, id: string): readonly string[] {
  if (!lock || !Object.hasOwn(lock.images, id)) return [];
  return lock.images[id]?.calls.flatMap(({ files }) => files.map(({ path }) => path)) ?? [];
}
