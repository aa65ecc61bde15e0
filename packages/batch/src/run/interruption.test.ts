import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createProject, manifestOf, price } from "../../test/project.ts";

const statuses = (result: { jobs: readonly { id: string; status: string }[] }) =>
  Object.fromEntries(result.jobs.map(({ id, status }) => [id, status]));

describe("an interruption", () => {
  test("drains: what runs is finished, nothing new starts", async () => {
    const project = await createProject(manifestOf(["a", "b", "c", "d"]), { latency: "real" });
    const drain = new AbortController();
    let started = 0;
    const onEvent = (event: { type: string }) => {
      if (event.type === "start") started++;
      if (started === 2) drain.abort();
    };
    const first = await project.run({ concurrency: 2, drain: drain.signal, onEvent });
    expect(first).toMatchObject({ status: "interrupted", stoppedBy: { code: "aborted" } });
    expect(first.counts).toMatchObject({ generated: 2, skipped: 2 });
    expect((await project.run()).counts).toMatchObject({ generated: 2, reused: 2 });
    expect(project.emulator.journal.charged.count).toBe(4);
  });

  test("aborts: what was submitted is recovered by the next run, at no cost", async () => {
    const project = await createProject(manifestOf(["a", "b", "c"]), { latency: "real" });
    const abort = new AbortController();
    let submitted = 0;
    const first = await project.run({
      concurrency: 2,
      signal: abort.signal,
      onEvent(event) {
        if (event.type === "client" && event.event.type === "submitted") submitted++;
        if (submitted === 2) abort.abort();
      },
    });
    expect(first).toMatchObject({ status: "interrupted", perhapsSpent: { micros: 2 * price } });
    expect(first.counts).toMatchObject({ pending: 2, skipped: 1 });
    const second = await project.run({ maxCost: 3 * price });
    expect(second.counts).toMatchObject({ recovered: 2, generated: 1 });
    expect(second).toMatchObject({
      status: "success",
      spent: { micros: 3 * price },
      perhapsSpent: { micros: 0 },
    });
    expect(project.posts()).toHaveLength(3);
  });

  test("aborts: a synchronous call that was out is ambiguous", async () => {
    const project = await createProject(manifestOf(["a"]), { latency: "real" });
    const abort = new AbortController();
    const onEvent = ({ type }: { type: string }) => {
      if (type === "client") project.clock.after(5000, () => abort.abort());
    };
    const result = await project.run({ transport: "sync", signal: abort.signal, onEvent });
    expect(result.jobs[0]).toMatchObject({
      status: "ambiguous",
      error: { code: "aborted", charged: "maybe" },
    });
  });
});

test("a result that expired is paid for and lost: told, and not made again unasked", async () => {
  const project = await createProject(manifestOf(["a"]), { latency: "real" });
  const abort = new AbortController();
  const first = await project.run({
    signal: abort.signal,
    onEvent: (event) => event.type === "client" && event.event.type === "submitted" && abort.abort(),
  });
  expect(first.jobs[0]).toMatchObject({ status: "pending", error: { code: "aborted" } });
  project.clock.advance(2 * 3_600_000);
  const second = await project.run();
  expect(second.jobs[0]).toMatchObject({ status: "failed", error: { code: "expired", charged: "yes" } });
  expect(second.spent.micros).toBe(price);
  expect(statuses(await project.run())).toEqual({ a: "failed" });
  expect(project.posts()).toHaveLength(1);
  expect((await project.run({ retryAmbiguous: true })).status).toBe("success");
});

test("a request that was sent to another API is left to it, and is not lost", async () => {
  const project = await createProject(manifestOf(["a"]), { latency: "real" });
  const abort = new AbortController();
  await project.run({
    signal: abort.signal,
    onEvent: (event) => event.type === "client" && event.event.type === "submitted" && abort.abort(),
  });
  const ledger = join(project.folder, ".seedkit", "ledger.jsonl");
  const { url } = project.emulator;
  const own = await readFile(ledger, "utf8");
  writeFileSync(ledger, own.replaceAll(`"baseUrl":"${url}"`, '"baseUrl":"https://api.example.com"'));
  expect((await project.run()).jobs[0]).toMatchObject({ status: "pending", error: { charged: "maybe" } });
  const after = await readFile(ledger, "utf8");
  writeFileSync(ledger, after.replaceAll('"baseUrl":"https://api.example.com"', `"baseUrl":"${url}"`));
  expect((await project.run()).counts).toMatchObject({ recovered: 1 });
  expect(project.posts()).toHaveLength(1);

  // One of an emulator that is gone cost nothing: it is simply made.
  await project.write(manifestOf(["b"]));
  const again = new AbortController();
  await project.run({
    signal: again.signal,
    onEvent: (event) => event.type === "client" && event.event.type === "submitted" && again.abort(),
  });
  const foreign = await readFile(ledger, "utf8");
  writeFileSync(ledger, foreign.replaceAll(`"baseUrl":"${url}"`, '"baseUrl":"http://127.0.0.1:9"'));
  expect((await project.run()).jobs[0]).toMatchObject({ status: "failed", error: { charged: "no" } });
  expect((await project.run()).counts).toMatchObject({ generated: 1 });
});

test("a clock that was set back keeps what was submitted", async () => {
  const project = await createProject(manifestOf(["a"]), { latency: "real" });
  const abort = new AbortController();
  await project.run({
    signal: abort.signal,
    onEvent: (event) => event.type === "client" && event.event.type === "submitted" && abort.abort(),
  });
  const { clock } = project;
  const past = { now: () => clock.now() - 86_400_000, after: clock.after };
  expect((await project.run({ clock: past })).counts).toMatchObject({ recovered: 1 });
});
