import type { JobResult, RunResult } from "@seedkit/batch";
import { money } from "@seedkit/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../run/outcome.ts";
import { escapeMarkdown } from "./escape.ts";
import { byteLength } from "./limited.ts";
import { summaryMarkdown } from "./write-summary.ts";

const job = (at: number, more: Partial<JobResult> = {}): JobResult => ({
  version: 1,
  id: `image-${at}`,
  index: 0,
  job: `key-0:image-${at}`,
  status: "generated",
  model: "seedream-4.5",
  prompt: `<img src=x onerror=alert(1)> | ![x](https://evil.example) ${at} `.repeat(20),
  files: [
    {
      path: `images/${"|<&>".repeat(20)}-${at}.jpg`,
      sha256: "",
      width: 2048,
      height: 2048,
      bytes: 1,
      original: { sha256: "", mediaType: "image/jpeg" },
    },
  ],
  cost: money(40_000),
  ...more,
});

const failed = (at: number): JobResult =>
  job(at, {
    status: "failed",
    files: [],
    error: {
      code: "moderated",
      message: `${"Refused: <b>|`".repeat(60)} ${at}`,
      charged: "no",
      retryable: false,
      attempts: 1,
      hint: "Change the prompt.",
    },
  });

function outcome(jobs: readonly JobResult[]): Outcome {
  const counts = { generated: 0, recovered: 0, reused: 0, failed: 0, ambiguous: 0, pending: 0, skipped: 0 };
  for (const { status } of jobs) counts[status]++;
  const result: RunResult = {
    version: 1,
    status: "partial",
    jobs,
    counts,
    spent: money(40_000),
    perhapsSpent: money(0),
    saved: money(0),
  };
  return { status: "partial", reasons: [], problems: [], result };
}

const megabyte = 1024 * 1024;

test("5,000 images that were made, and 5,000 that failed, stay under GitHub's limit", () => {
  for (const make of [job, failed]) {
    const text = summaryMarkdown(outcome(Array.from({ length: 5000 }, (_, at) => make(at))));
    expect(byteLength(text)).toBeLessThanOrEqual(megabyte);
    expect(text).toMatch(/nd \d+ more: see the results/);
  }
});

test("what failed stands first, with why and whether it cost anything", () => {
  const text = summaryMarkdown(outcome([job(1), failed(2)]));
  expect(text.indexOf("| image-2 |")).toBeGreaterThan(0);
  expect(text.indexOf("| image-2 |")).toBeLessThan(text.indexOf("| made |"));
  expect(text).toContain("(moderated, not charged). Change the prompt&#46;");
});

test("nothing of somebody else is Markdown or HTML", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      expect(escapeMarkdown(text).replace(/&#\d+;/g, "")).not.toMatch(/[<>&|`*_[\]()!#@:.\\~\n\r]/);
    }),
    { seed: 1 },
  );
  expect(escapeMarkdown("a".repeat(300))).toHaveLength(160);
});
