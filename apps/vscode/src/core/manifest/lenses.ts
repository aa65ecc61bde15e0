import type { EntryState } from "@seedkit/batch/manifest";
import type { EntrySummary } from "./assessment.ts";

/**
 * What stands above a name in the manifest. `free`: the files are written anew of images that were paid for.
 * `blocked`: something has to be put right first.
 */
export type Lens = {
  readonly line: number;
  readonly kind: EntryState | "free" | "blocked";
  /** One, or all combinations of a matrix. */
  readonly entries: readonly EntrySummary[];
  /** Of those, the ones with something to make. */
  readonly open: readonly EntrySummary[];
  readonly calls: number;
  readonly micros: number;
  /** Where all prices are exact it is one text, else the sum's. */
  readonly changes: readonly string[];
};

/** One lens for each name, in the order of the file. */
export function lensesOf(entries: readonly EntrySummary[]): readonly Lens[] {
  const byLine = new Map<number, EntrySummary[]>();
  for (const entry of entries) {
    const same = byLine.get(entry.line);
    if (same) same.push(entry);
    else byLine.set(entry.line, [entry]);
  }
  return [...byLine].map(([line, group]) => lensOf(line, group));
}

function lensOf(line: number, entries: readonly EntrySummary[]): Lens {
  const open = entries.filter(({ calls, free, isBlocked }) => calls + free > 0 && !isBlocked);
  const calls = open.reduce((sum, entry) => sum + entry.calls, 0);
  const micros = open.reduce((sum, { price }) => sum + price.micros, 0);
  const changes = [...new Set(open.flatMap((entry) => entry.changes))];
  return { line, kind: kindOf(entries, open, calls), entries, open, calls, micros, changes };
}

function kindOf(
  entries: readonly EntrySummary[],
  open: readonly EntrySummary[],
  calls: number,
): Lens["kind"] {
  if (open.length === 0) {
    if (entries.some(({ isBlocked }) => isBlocked)) return "blocked";
    return entries.some(({ state }) => state === "edited") ? "edited" : "unchanged";
  }
  if (calls === 0) return "free";
  // What is most urgent to know comes first.
  const order: readonly EntryState[] = ["missing", "changed", "incomplete", "new"];
  return order.find((state) => open.some((entry) => entry.state === state)) ?? "new";
}
