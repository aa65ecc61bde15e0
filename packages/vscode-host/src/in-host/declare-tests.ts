import { describe, test } from "vitest";
import type { InHostReport, InHostResult } from "./report.ts";

/**
 * Makes each test that ran inside the host a test of vitest's, with its name, groups and failure.
 * The run is awaited while the file is loaded: `declareInHostTests("commands", await runInHost(...))`.
 */
export function declareInHostTests(name: string, report: InHostReport): void {
  describe(name, () => {
    if (report.error || report.tests.length === 0)
      test("the run in the extension host", () => {
        throw report.error ?? new Error(`no test ran\n${report.console.join("\n")}`);
      });
    declareBelow(report.tests, 0);
  });
}

function declareBelow(results: InHostResult[], depth: number): void {
  const named = Map.groupBy(results, ({ path }) => path[depth] ?? "");
  for (const [name, below] of named) {
    const [alone] = below;
    if (alone && below.length === 1 && alone.path.length === depth + 1) declareOne(name, alone);
    else describe(name, () => declareBelow(below, depth + 1));
  }
}

function declareOne(name: string, { error }: InHostResult): void {
  test(name, () => {
    if (error) throw error;
  });
}
