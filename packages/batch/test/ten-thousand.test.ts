import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "@seedkit/core";
import { expect, test } from "vitest";
import { createProject, manifestOf, price } from "./project.ts";

const count = 10_000;

test("10,000 jobs with faults: every image that was paid for is on the disk, or told", async () => {
  const kinds = [
    { kind: "status", status: 500 },
    { kind: "status", status: 429 },
    { kind: "status", status: 503 },
    { kind: "status", status: 504, charged: true },
    { kind: "reset-before" },
    { kind: "reset-after-charge" },
    { kind: "truncate-body" },
    { kind: "moderated" },
    { kind: "polling-error" },
    { kind: "json-error-200" },
  ] as const;
  const faults = kinds.map((fault) => ({ fault, probability: 0.005 }));
  const project = await createProject(manifestOf(Array.from({ length: count }, (_, at) => `i${at}`)), {
    seed: 7,
    credits: 1e6,
    faults,
  });
  // Time that jumps would have the lock written whole after every few of them.
  const clock = { now: project.clock.now, after: systemClock.after };
  const run = () => project.run({ concurrency: 64, clock, onEvent: () => {} });
  const result = await run();
  const { counts } = result;
  expect(counts.generated + counts.failed + counts.ambiguous).toBe(count);
  expect(counts.failed + counts.ambiguous).toBeGreaterThan(count / 100);

  const images = await readdir(join(project.folder, "images"));
  expect(images).toHaveLength(counts.generated);
  const { charged } = project.emulator.journal;
  const posts = project.posts();
  const paidFor = posts.filter((post) => post.charged > 0);
  expect(paidFor).toHaveLength(charged.count);
  // A post that was charged and struck by a fault is told as perhaps or certainly paid for, and nothing else is.
  const struck = paidFor.filter(({ fault }) => fault !== undefined).length;
  const told = result.jobs.filter(({ error }) => error && error.charged !== "no").length;
  expect(charged.count).toBe(images.length + struck);
  expect(struck).toBeLessThanOrEqual(told);
  expect(charged.micros).toBeGreaterThanOrEqual(result.spent.micros);
  expect(charged.micros).toBeLessThanOrEqual(result.spent.micros + result.perhapsSpent.micros);
  expect(result.spent.micros).toBeGreaterThanOrEqual(counts.generated * price);

  // The next run sends only what cost nothing.
  const before = charged.count;
  const next = await run();
  expect(next.counts.reused).toBe(counts.generated);
  expect(next.counts.ambiguous).toBeGreaterThanOrEqual(counts.ambiguous);
  const more = project.emulator.journal.charged.count - before;
  expect(more).toBeLessThanOrEqual(counts.failed);
}, 300_000);
