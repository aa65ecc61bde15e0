import { expect, test } from "vitest";
import { createBudget } from "../src/session/budget.ts";
import { createWorld, textOf } from "./world.ts";

test("what does not fit under the cap is refused, and told what is left", async () => {
  const { call, emulator } = await createWorld({}, { maxCost: 100_000 });
  await call("seedkit_generate_image", { prompt: "one" });
  await call("seedkit_generate_image", { prompt: "two" });
  const third = await call("seedkit_generate_image", { prompt: "three" });
  expect(third.structuredContent).toMatchObject({ error: { code: "over_budget", charged: "no" } });
  expect(textOf(third)).toContain("$0.02 of this session's cap of $0.10 is left ($0.08 is spent)");
  expect(textOf(third)).toContain("Only the user can raise the cap");
  expect(emulator.journal.charged.count).toBe(2);
});

test("calls at once never spend more than the cap together", async () => {
  const { call, emulator } = await createWorld({ latency: 20 }, { maxCost: 90_000, concurrency: 8 });
  const prompts = Array.from({ length: 6 }, (_, index) => `image ${index}`);
  const all = await Promise.all(prompts.map((prompt) => call("seedkit_generate_image", { prompt })));
  expect(all.filter(({ isError }) => !isError)).toHaveLength(2);
  expect(emulator.journal.charged.micros).toBe(80_000);
});

test("what may have been paid counts, what was not is given back", async () => {
  const lost = await createWorld(
    { faults: [{ fault: { kind: "reset-after-charge" } }] },
    { maxCost: 50_000 },
  );
  await lost.call("seedkit_generate_image", { prompt: "one" });
  expect((await lost.call("seedkit_credits")).structuredContent).toMatchObject({
    sessionSpent: { micros: 40_000 },
    sessionLeft: { micros: 10_000 },
  });
  const refused = await createWorld({ faults: [{ fault: { kind: "moderated" } }] }, { maxCost: 50_000 });
  await refused.call("seedkit_generate_image", { prompt: "one" });
  expect((await refused.call("seedkit_credits")).structuredContent).toMatchObject({
    sessionLeft: { micros: 50_000 },
  });
});

test("a reservation is settled once", () => {
  const budget = createBudget(100);
  const held = budget.reserve(60, "model");
  expect(() => budget.reserve(50, "model")).toThrow(/60|held/);
  held.settle(40);
  held.settle(40);
  expect([budget.spent.micros, budget.left.micros]).toEqual([40, 60]);
});
