import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLimiter, defineModel, getModel, isSeedkitError } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import { createProject, manifestOf, price } from "../../test/project.ts";

const statuses = (result: { jobs: readonly { id: string; status: string }[] }) =>
  Object.fromEntries(result.jobs.map(({ id, status }) => [id, status]));
const moderate = (prompt: string) => ({ match: { prompt }, fault: { kind: "moderated" } }) as const;

test("makes what is missing, and nothing twice", async () => {
  const project = await createProject(manifestOf(["a", "b", "c"]));
  const first = await project.run();
  expect(first).toMatchObject({ status: "success", counts: { generated: 3 }, spent: { micros: 3 * price } });
  const second = await project.run();
  expect(second).toMatchObject({ status: "success", counts: { reused: 3 }, spent: { micros: 0 } });
  expect(second.saved.micros).toBe(3 * price);
  expect(project.emulator.journal.charged.count).toBe(3);
});

test.each(["queued", "sync"] as const)("results are in the order of the manifest: %s", async (transport) => {
  const ids = Array.from({ length: 20 }, (_, at) => `i${at}`);
  const project = await createProject(manifestOf(ids), { latency: "real" });
  const result = await project.run({ transport, concurrency: 7 });
  expect(result.jobs.map(({ id }) => id)).toEqual(ids);
  expect(result.status).toBe("success");
});

test("a model without a queue is sent the other way, and asked once", async () => {
  const project = await createProject(manifestOf(["a", "b", "c"]), { v2: false });
  expect(await project.run({ concurrency: 1 })).toMatchObject({ status: "success" });
  expect(project.posts().filter(({ path }) => path.startsWith("/v2/"))).toHaveLength(1);
});

describe("a failure", () => {
  test("of one entry leaves its siblings alone", async () => {
    const project = await createProject(manifestOf(["a", "b", "c"]), { faults: [moderate("picture of b")] });
    const result = await project.run();
    expect(result).toMatchObject({ status: "partial", spent: { micros: 2 * price } });
    expect(statuses(result)).toEqual({ a: "generated", b: "failed", c: "generated" });
    expect(result.jobs[1]?.error).toMatchObject({ code: "moderated", charged: "no" });
    // It cost nothing, so the next run tries again.
    expect(statuses(await project.run())).toEqual({ a: "reused", b: "failed", c: "reused" });
  });

  test("of the key stops everything", async () => {
    const project = await createProject(manifestOf(["a", "b", "c", "d"]), {
      faults: [{ fault: { kind: "status", status: 401 } }],
    });
    const result = await project.run({ concurrency: 1 });
    expect(result).toMatchObject({ status: "failed", stoppedBy: { code: "unauthenticated" } });
    expect(statuses(result)).toEqual({ a: "failed", b: "skipped", c: "skipped", d: "skipped" });
    expect(project.posts()).toHaveLength(1);
  });

  test("of the balance stops everything, and what was made is kept", async () => {
    const project = await createProject(manifestOf(["a", "b", "c", "d"]), { credits: 0.07 });
    const result = await project.run({ concurrency: 1 });
    expect(result).toMatchObject({ status: "budget", stoppedBy: { code: "insufficient_credits" } });
    expect(result.counts).toMatchObject({ generated: 2, failed: 1, skipped: 1 });
  });

  test("stops everything where the caller wants that", async () => {
    const project = await createProject(manifestOf(["a", "b", "c"]), { faults: [moderate("picture of a")] });
    const result = await project.run({ concurrency: 1, failFast: true });
    expect(statuses(result)).toEqual({ a: "failed", b: "skipped", c: "skipped" });
  });
});

describe("what may have been paid for", () => {
  const lost = [{ fault: { kind: "reset-after-charge" }, times: 1 }] as const;

  test.each(["queued", "sync"] as const)("is told, and sent again only on request: %s", async (transport) => {
    const project = await createProject(manifestOf(["a", "b"]), { faults: [...lost] });
    const first = await project.run({ transport, concurrency: 1 });
    expect(statuses(first)).toEqual({ a: "ambiguous", b: "generated" });
    expect(first).toMatchObject({
      spent: { micros: price },
      perhapsSpent: { micros: price },
      status: "partial",
    });
    expect(first.jobs[0]?.error).toMatchObject({ charged: "maybe" });

    const second = await project.run({ transport });
    expect(statuses(second)).toEqual({ a: "ambiguous", b: "reused" });
    expect(second.jobs[0]?.error?.hint).toContain("--retry-ambiguous");
    expect(second.perhapsSpent.micros).toBe(0);
    expect(project.posts()).toHaveLength(2);

    const third = await project.run({ transport, retryAmbiguous: true });
    expect(statuses(third)).toEqual({ a: "generated", b: "reused" });
    expect(project.emulator.journal.charged.count).toBe(3);
    expect(statuses(await project.run())).toEqual({ a: "reused", b: "reused" });
  });

  test("is not sent again either where it is certain and the image is lost", async () => {
    const project = await createProject(manifestOf(["a"]), {
      faults: [{ fault: { kind: "truncate-body" }, times: 1 }],
    });
    const first = await project.run({ transport: "sync" });
    expect(first).toMatchObject({
      status: "failed",
      jobs: [{ status: "failed", error: { charged: "yes" } }],
    });
    expect(first.spent.micros).toBe(price);
    expect(statuses(await project.run({ transport: "sync" }))).toEqual({ a: "failed" });
    expect(project.posts()).toHaveLength(1);
    expect(statuses(await project.run({ retryAmbiguous: true }))).toEqual({ a: "generated" });
  });
});

describe("the budget", () => {
  test("stops before the cap, and the next run goes on from there", async () => {
    const project = await createProject(manifestOf(["a", "b", "c", "d"]));
    const first = await project.run({ maxCost: 2 * price + 1 });
    expect(first).toMatchObject({ status: "budget", stoppedBy: { code: "over_budget", charged: "no" } });
    expect(first.counts).toMatchObject({ generated: 2, skipped: 2 });
    // The run is not over: the same cap allows nothing more.
    const again = await project.run({ maxCost: 2 * price + 1 });
    expect(again.counts).toMatchObject({ reused: 2, skipped: 2 });
    const more = await project.run({ maxCost: 3 * price });
    expect(more.counts).toMatchObject({ generated: 1, skipped: 1 });
    expect((await project.run({ maxCost: 4 * price })).status).toBe("success");
    // That run is over: what it cost does not count against the next.
    await project.write(manifestOf(["a", "b", "c", "d", "e"]));
    expect((await project.run({ maxCost: price })).counts).toMatchObject({ generated: 1, reused: 4 });
  });

  test("counts what may have been spent", async () => {
    const project = await createProject(manifestOf(["a", "b", "c"]), {
      faults: [{ fault: { kind: "reset-after-charge" }, times: 1 }],
    });
    const result = await project.run({ maxCost: 2 * price, concurrency: 3 });
    expect(result.counts).toMatchObject({ ambiguous: 1, generated: 1, skipped: 1 });
    expect(project.emulator.journal.charged.micros).toBeLessThanOrEqual(2 * price);
  });

  test("takes back what a sequence did not use", async () => {
    const auto = { sequential_image_generation: "auto", max_images: 4, output: "images/{id}-{index}" };
    const project = await createProject(manifestOf(["a", "b"], auto), { sequence: "fewer" });
    const result = await project.run({ maxCost: 7 * price, concurrency: 2 });
    expect(result).toMatchObject({ status: "success", spent: { micros: 6 * price } });
    expect(result.jobs.map(({ files }) => files.length)).toEqual([3, 3]);
  });
});

test("entries that ask for the same are made and paid for each", async () => {
  const images = { a: { prompt: "same" }, b: { prompt: "same" } };
  const project = await createProject(
    JSON.stringify({ version: 1, defaults: { size: "1K", model: "seedream-4" }, images }),
  );
  expect((await project.run()).counts).toMatchObject({ generated: 2 });
  expect(project.emulator.journal.charged.count).toBe(2);
  expect((await project.run()).counts).toMatchObject({ reused: 2 });
});

test("an invalid manifest is refused with everything that is wrong, before anything is sent or made", async () => {
  const project = await createProject('{"version":1,"images":{"a":{"prompt":"x","siez":"1K"},"b":{}}}');
  const error = await project.run().catch((thrown: unknown) => thrown);
  if (!isSeedkitError(error)) throw error;
  expect(error).toMatchObject({ code: "invalid_input", charged: "no" });
  expect((error as unknown as { problems: unknown[] }).problems.length).toBeGreaterThanOrEqual(2);
  await expect(readFile(join(project.folder, ".seedkit", "ledger.jsonl"))).rejects.toThrow("ENOENT");
});

test("models of the caller's own are planned, priced and sent", async () => {
  const own = defineModel({ ...getModel("seedream-4"), id: "ours", slug: "ours", price: 1000 });
  const manifest = JSON.stringify({ version: 1, images: { a: { prompt: "x", size: "1K" } } });
  const project = await createProject(manifest, { models: [own] });
  expect(await project.run()).toMatchObject({ status: "success", spent: { micros: 1000 } });
});

test("a rate is waited for outside the client: nobody's deadline is eaten", async () => {
  const ids = Array.from({ length: 30 }, (_, at) => `i${at}`);
  const project = await createProject(manifestOf(ids));
  const limiter = createLimiter({ perMinute: 2, clock: project.clock });
  const began = project.clock.now();
  expect(await project.run({ limiter, concurrency: 30, transport: "sync" })).toMatchObject({
    status: "success",
  });
  expect(project.clock.now() - began).toBeGreaterThanOrEqual(14 * 60_000);
});

test("a listener that throws takes nothing along, and is heard at the end", async () => {
  const project = await createProject(manifestOf(["a", "b"]));
  const onEvent = () => {
    throw new Error("from the listener");
  };
  await expect(project.run({ onEvent })).rejects.toThrow("from the listener");
  expect((await project.run()).counts).toMatchObject({ reused: 2 });
});
