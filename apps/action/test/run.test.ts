import { expect, test } from "vitest";
import { createSetting, step, workflowOf } from "./setting.ts";

test("a prompt becomes an image, an artifact, a page and a summary", async () => {
  await using setting = await createSetting();
  const run = await setting.run(workflowOf(step({ prompt: "A red kite over wheat", "max-cost": "0.50" })));
  const [, made] = run.job("images").steps;
  expect(made?.log).toContain("1 of 1 to make");
  expect(run.conclusion).toBe("success");
  expect(made?.outputs).toMatchObject({ status: "success", generated: "1", count: "1", "cost-usd": "0.04" });
  expect(setting.emulator.journal.charged.count).toBe(1);
});
