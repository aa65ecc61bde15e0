import { expect, test } from "vitest";
import { createProject, manifestOf, price } from "../../test/project.ts";

const died = new Error("the process died");

test("what a dead run had sent counts under the cap, also where this run leaves it out", async () => {
  const project = await createProject(manifestOf(["a", "b", "c"]));
  let isDead = false;
  const die = (step: string) => {
    if (step === "before write of submitted" || isDead) {
      isDead = true;
      throw died;
    }
  };
  const abort = new AbortController();
  await project.run({ only: ["a"], signal: abort.signal, maxCost: 2 * price }, (step) => {
    if (step.startsWith("before write of submitted")) abort.abort();
    die(step);
  });
  const { counts, perhapsSpent } = await project.run({
    only: ["b", "c"],
    maxCost: 2 * price,
    concurrency: 1,
  });
  expect(counts).toMatchObject({ generated: 1, skipped: 1 });
  expect(perhapsSpent.micros).toBe(price);
});

test("what could not be written into the lock stays in the ledger", async () => {
  const project = await createProject(manifestOf(["a", "b"]), {
    faults: [{ match: { prompt: "picture of b" }, fault: { kind: "moderated" } }],
  });
  const full = (step: string) => {
    if (step === "before the lock is written") throw new Error("the disk is full");
  };
  const first = await project.run({ failFast: true, concurrency: 1 }, full);
  expect(first.counts).toMatchObject({ generated: 1, failed: 1 });
  await expect(project.read("seedkit.lock")).rejects.toThrow("ENOENT");
  const second = await project.run();
  expect(second).toMatchObject({ counts: { reused: 1, failed: 1 }, spent: { micros: 0 } });
});

test("a key that is refused loses nothing of what was submitted", async () => {
  const project = await createProject(manifestOf(["a", "b"]), {
    latency: "real",
    faults: [{ match: { path: "/v2/requests/**" }, fault: { kind: "status", status: 401 }, times: 1 }],
  });
  const first = await project.run({ concurrency: 1 });
  expect(first).toMatchObject({ counts: { pending: 1, skipped: 1 }, stoppedBy: { code: "unauthenticated" } });
  const drain = new AbortController();
  drain.abort();
  // Stopped before it can ask: still on its way.
  expect((await project.run({ drain: drain.signal })).counts).toMatchObject({ pending: 1, skipped: 1 });
  expect((await project.run()).counts).toMatchObject({ recovered: 1, generated: 1 });
  expect(project.posts()).toHaveLength(2);
});
