import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseLock } from "@seedkit/batch";
import { expect, test } from "vitest";
import { createSetting, type Setting, seedkitStep, step, workflowOf } from "./setting.ts";

const images = Array.from({ length: 6 }, (_, at) => `  i${at}: { prompt: "Image ${at}" }`).join("\n");

/** Moments of one seeded sequence: from before the first request to after the last. */
const moments = [1, 2, 3, 4, 5, 6].map((seed) => 250 + ((seed * 7919) % 1900));

test.each(moments)(
  "a cancel after %i ms is told within two seconds, loses nothing, and is gone on from",
  async (cancelAfter) => {
    await using setting = await createSetting({
      emulator: { latency: 350 },
      // SIGTERM would come two seconds after SIGINT, not seven and a half.
      host: { graceScale: 2 / 7.5 },
    });
    await setting.write({ "seedkit.yaml": `version: 1\nimages:\n${images}\n` });
    const workflow = workflowOf(step({ manifest: "seedkit.yaml", "max-cost": "1", concurrency: "2" }));
    const run = await setting.run(workflow, { cancelAfter });
    const cut = run.job("images").steps.find(({ id, stage }) => id === "seedkit" && stage === "main");
    const { workspace } = run.job("images");
    if (cut?.exitCode === undefined) {
      // It came before Node had started the step.
      expect(setting.emulator.journal.requests).toEqual([]);
    } else if (cut.signals.length > 0) {
      expect(cut.signals.map(({ signal }) => signal)).toEqual(["SIGINT"]);
      expect(cut.outputs.status).toBe("cancelled");
      const { outputs, summary } = cut;
      const { charged } = setting.emulator.journal;
      const known = Math.round(Number(outputs["cost-usd"] ?? 0) * 100) / 4;
      const possible = Math.round(Number(outputs["possible-cost-usd"] ?? 0) * 100) / 4;
      // What was charged is told as spent or as possibly spent.
      expect(known + possible).toBeGreaterThanOrEqual(charged.count);
      if (charged.count > known) expect(summary).toMatch(/[Pp]ossibly charged|may have been charged|perhaps/);
      expect(summary).toContain("**cancelled**");
      await lockAndLedger(workspace);
    }
    const before = setting.emulator.journal.charged.count;
    const next = await setting.run(workflow, { github: { run_id: "2" } });
    const status = seedkitStep(next).outputs;
    const { charged } = setting.emulator.journal;
    // Nothing is paid for twice: what could not be recovered is told, not sent again.
    expect(charged.count).toBeLessThanOrEqual(6);
    expect(charged.count).toBeGreaterThanOrEqual(before);
    expect(Number(status.generated) + Number(status.reused) + Number(status.failed)).toBe(6);
  },
);

async function lockAndLedger(workspace: string): Promise<void> {
  const read = (path: string) => readFile(join(workspace, path), "utf8").catch(() => undefined);
  const lock = await read("seedkit.lock");
  if (lock !== undefined) parseLock(lock);
  const ledger = (await read(".seedkit/ledger.jsonl")) ?? "";
  for (const line of ledger.split("\n").filter(Boolean))
    expect(JSON.parse(line)).toMatchObject({ version: 1 });
}

test("without a queue, what was cut off is told, not sent again, and sent again only when that is asked for", async () => {
  await using setting = await createSetting({ emulator: { latency: 800, v2: false } });
  await setting.write({ "seedkit.yaml": `version: 1\nimages:\n${images}\n` });
  const inputs = { manifest: "seedkit.yaml", "max-cost": "1", concurrency: "3" };
  const workflow = workflowOf(step(inputs));
  const stop = new AbortController();
  const cut = await setting.run(workflow, {
    signal: stop.signal,
    // The first requests are on their way as soon as this is said.
    onLine: (line) => {
      if (line.includes("6 of 6 to make")) void waitForCharges(setting, 3).then(() => stop.abort());
    },
  });
  expect(seedkitStep(cut).outputs).toMatchObject({ status: "cancelled", "possible-cost-usd": "0.12" });
  expect(
    seedkitStep(cut)
      .annotations.map(({ message }) => message)
      .join(),
  ).toContain("Possibly charged: 3 cut off");
  expect(setting.emulator.journal.charged.count).toBe(3);

  const next = await setting.run(workflow, { github: { run_id: "2" } });
  expect(seedkitStep(next).outputs).toMatchObject({ status: "partial", generated: "3", failed: "3" });
  expect(setting.emulator.journal.charged.count).toBe(6);

  const again = workflowOf(step({ ...inputs, "retry-ambiguous": "true" }));
  const last = await setting.run(again, { github: { run_id: "3" } });
  expect(seedkitStep(last).outputs).toMatchObject({ status: "success", generated: "3", reused: "3" });
  expect(setting.emulator.journal.charged.count).toBe(9);
});

/** Waits until so many generations were charged: the emulator charges when it takes a request. */
async function waitForCharges({ emulator }: Setting, count: number): Promise<void> {
  while (emulator.journal.charged.count < count) await new Promise((done) => setImmediate(done));
}
