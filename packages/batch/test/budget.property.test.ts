import { defineModel, getModel } from "@seedkit/core";
import type { FaultRule } from "@seedkit/emulator";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createProject } from "./project.ts";

const base = getModel("seedream-4");
const fault = fc.constantFrom<FaultRule["fault"]>(
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "status", status: 504, charged: true },
  { kind: "reset-before" },
  { kind: "reset-after-charge" },
  { kind: "truncate-body" },
  { kind: "moderated" },
  { kind: "polling-error" },
  { kind: "json-error-200" },
  { kind: "empty" },
);
const rule = fc.record({ fault, nth: fc.integer({ min: 1, max: 20 }) });
const setting = fc.record({
  prices: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 3 }),
  entries: fc.array(fc.record({ model: fc.nat(), images: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 8,
  }),
  cap: fc.integer({ min: 0, max: 800_000 }),
  concurrency: fc.integer({ min: 1, max: 12 }),
  faults: fc.array(rule, { maxLength: 5 }),
  transport: fc.constantFrom("queued" as const, "sync" as const),
  sequence: fc.constantFrom("full" as const, "fewer" as const),
});

test("the cap is never passed: random prices, concurrency and faults, run after run", async () => {
  await fc.assert(
    fc.asyncProperty(setting, async ({ prices, entries, cap, concurrency, faults, transport, sequence }) => {
      const models = prices.map((price, at) => defineModel({ ...base, id: `m${at}`, slug: `m${at}`, price }));
      const images = Object.fromEntries(
        entries.map(({ model, images: max_images }, at) => [
          `e${at}`,
          {
            prompt: `p${at}`,
            model: `m${model % models.length}`,
            size: "1K",
            ...(max_images > 1 && {
              max_images,
              sequential_image_generation: "auto",
              output: "{id}-{index}",
            }),
          },
        ]),
      );
      const project = await createProject(JSON.stringify({ version: 1, images }), {
        models,
        faults,
        sequence,
      });
      let spent = 0;
      let perhaps = 0;
      // The first run stops where it must; the next goes on with the same budget, or has its own where that was done.
      const result = await project.run({ maxCost: cap, concurrency, transport });
      spent += result.spent.micros;
      perhaps += result.perhapsSpent.micros;
      const { charged } = project.emulator.journal;
      expect(charged.micros).toBeLessThanOrEqual(cap);
      expect(spent + perhaps).toBeLessThanOrEqual(cap);
      // What we say was spent was, and nothing else can have been.
      expect(charged.micros).toBeGreaterThanOrEqual(spent);
      expect(charged.micros).toBeLessThanOrEqual(spent + perhaps);
      if (!result.jobs.some(({ status }) => status === "skipped")) return;
      await project.run({ maxCost: cap, concurrency, transport });
      expect(project.emulator.journal.charged.micros).toBeLessThanOrEqual(cap);
    }),
    { numRuns: 60, seed: 20261121 },
  );
}, 60_000);
