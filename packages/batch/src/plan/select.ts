import { nearestWord } from "@seedkit/core";
import picomatch from "picomatch";
import type { Entry } from "../manifest/entry.ts";

export type Selection = {
  readonly entries: readonly Entry[];
  /** What picked nothing, with what may have been meant. */
  readonly unmatched: readonly { readonly pattern: string; readonly nearest: string | undefined }[];
};

/** The entries whose id, id before the matrix, or tag is named, or whose id a glob fits. All without patterns. */
export function selectEntries(entries: readonly Entry[], patterns: readonly string[] | undefined): Selection {
  if (!patterns || patterns.length === 0) return { entries, unmatched: [] };
  const tests = patterns.map((pattern) => ({
    pattern,
    fits: picomatch(pattern, { windows: false }),
    used: false,
  }));
  const picked = entries.filter((entry) => {
    let isPicked = false;
    for (const test of tests) {
      const { id, tags } = entry;
      const { pattern } = test;
      if (id !== pattern && !id.startsWith(`${pattern}/`) && !tags.includes(pattern) && !test.fits(id))
        continue;
      test.used = true;
      isPicked = true;
    }
    return isPicked;
  });
  const unmatched = tests
    .filter(({ used }) => !used)
    .map(({ pattern }) => ({ pattern, nearest: nearestTo(pattern, entries) }));
  return { entries: picked, unmatched };
}

function nearestTo(pattern: string, entries: readonly Entry[]): string | undefined {
  const words = new Set(
    entries.slice(0, 10_000).flatMap(({ id, tags }) => [id.replace(/\/.*/, ""), id, ...tags]),
  );
  return nearestWord(pattern, [...words]);
}
