import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget, type Reservation } from "../src/session/budget.ts";
import { createWorld } from "./world.ts";

// A call is held, ends with no, a part or all of its price, or is settled twice by a late handler.
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("reserve" as const), price: fc.integer({ min: 0, max: 500_000 }) }),
    fc.record({
      kind: fc.constant("settle" as const),
      at: fc.nat(20),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ kind: fc.constant("cap" as const), cap: fc.integer({ min: 0, max: 2_000_000 }) }),
  ),
  { maxLength: 60 },
);

test("spent and held together never grow past the cap, in whatever order calls begin and end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), steps, (first, list) => {
      let cap = first;
      const budget = createBudget(() => cap);
      const held: { price: number; open: boolean; reservation: Reservation }[] = [];
      let spent = 0;
      const holding = () => held.reduce((sum, { price, open }) => sum + (open ? price : 0), 0);
      for (const step of list) {
        // A cap that is lowered takes back nothing, and lets nothing more through.
        if (step.kind === "cap") cap = step.cap;
        else if (step.kind === "reserve") {
          const fits = spent + holding() + step.price <= cap;
          if (!fits) expect(() => budget.reserve(step.price, "model")).toThrow(/cap/);
          else held.push({ price: step.price, open: true, reservation: budget.reserve(step.price, "model") });
        } else {
          const one = held[step.at];
          if (!one) continue;
          const paid = Math.floor(one.price * step.share);
          one.reservation.settle(paid);
          if (one.open) spent += paid;
          one.open = false;
        }
        expect(budget.spent.micros).toBe(spent);
        expect(budget.left.micros).toBe(Math.max(0, cap - spent - holding()));
      }
    }),
  );
});

test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("a cap of %s lets nothing through", (cap) => {
  const budget = createBudget(cap);
  expect(() => budget.reserve(1, "model")).toThrow(/cap/);
  expect(budget.left.micros).toBe(0);
});

const faults = [
  undefined,
  { fault: { kind: "moderated" } },
  { fault: { kind: "reset-before" } },
  { fault: { kind: "reset-after-charge" }, times: 1 },
  { fault: { kind: "status", status: 503 }, times: 2 },
  { fault: { kind: "status", status: 504, charged: true } },
  { fault: { kind: "status", status: 401 } },
  { fault: { kind: "html-200" } },
  { fault: { kind: "polling-error" } },
] as const;

test("whatever the prices, the concurrency and the faults, the service charges no more than the cap", async () => {
  const call = fc.record({
    model: fc.constantFrom("seedream-4.5", "seedream-4"),
    images: fc.integer({ min: 1, max: 3 }),
    fault: fc.constantFrom(...faults),
    cancelled: fc.boolean(),
    again: fc.boolean(),
  });
  const asked = fc.record({
    maxCost: fc.integer({ min: 0, max: 400_000 }),
    concurrency: fc.integer({ min: 1, max: 4 }),
    calls: fc.array(call, { minLength: 1, maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ maxCost, concurrency, calls }) => {
      const rules = calls.flatMap(({ fault }, at) =>
        fault ? [{ match: { prompt: `number ${at}.` }, ...fault }] : [],
      );
      const world = await createWorld({ faults: rules, latency: 1 }, { maxCost, concurrency });
      const make = async ({ model, images, cancelled, again }: (typeof calls)[number], at: number) => {
        const several = images > 1 && { sequential_image_generation: "auto", max_images: images };
        const given = {
          name: "seedkit_generate_image",
          arguments: { model, prompt: `number ${at}.`, ...several },
        };
        const controller = new AbortController();
        const answer = world.client.callTool(given, { signal: controller.signal }).catch(() => undefined);
        if (cancelled) setImmediate(() => controller.abort());
        await answer;
        // What a model does that was told to fetch what it paid for.
        if (again) await world.client.callTool(given);
      };
      await Promise.all(calls.map(make));
      const told = async () => {
        const { structuredContent } = await world.call("seedkit_credits");
        return structuredContent as Record<"sessionSpent" | "sessionLeft", { readonly micros: number }>;
      };
      // Until nothing is held any more, by a call that was cancelled either.
      await expect
        .poll(async () => {
          const { sessionSpent, sessionLeft } = await told();
          return sessionSpent.micros + sessionLeft.micros;
        })
        .toBe(maxCost);
      const { sessionSpent } = await told();
      const { charged } = world.emulator.journal;
      expect(charged.micros).toBeLessThanOrEqual(maxCost);
      expect(sessionSpent.micros).toBeGreaterThanOrEqual(charged.micros);
    }),
    { numRuns: 15 },
  );
}, 60_000);
