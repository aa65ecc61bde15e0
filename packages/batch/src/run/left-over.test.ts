import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient, resultLifetimeMs } from "@seedkit/core";
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

/** A project whose run was stopped while its requests were on their way. */
async function submitted(ids: readonly string[]) {
  const project = await createProject(manifestOf(ids), { latency: "real" });
  const abort = new AbortController();
  let count = 0;
  const { counts } = await project.run({
    signal: abort.signal,
    onEvent(event) {
      if (event.type === "client" && event.event.type === "submitted") count++;
      if (count === ids.length) abort.abort();
    },
  });
  expect(counts).toMatchObject({ pending: ids.length });
  return project;
}

test.each([
  ["without a key", undefined, "unauthenticated"],
  ["with the key of somebody else", "sk-other-0123456789abcdef", "not_found"],
] as const)("what was submitted is not given up by a run %s", async (_, apiKey, code) => {
  const project = await submitted(["a"]);
  const { url: baseUrl, fetch: plainly } = project.emulator;
  // To somebody else's key a request is not known.
  const fetch: typeof plainly = async (input, init) => {
    const isAsked = apiKey !== undefined && /requests/.test(String(input));
    return isAsked ? Response.json({ error: "not found" }, { status: 404 }) : plainly(input, init);
  };
  const client = createClient({
    ...{ baseUrl, fetch, clock: project.clock, random: () => 0.5 },
    apiKey: apiKey ?? (() => Promise.reject(new Error("there is no key"))),
  });
  const other = await project.run({ client });
  expect(other.counts).toMatchObject({ pending: 1 });
  expect(other.jobs[0]?.error?.code).toBe(code);
  expect(other.jobs[0]?.error?.charged).not.toBe("no");
  expect((await project.run()).counts).toMatchObject({ recovered: 1 });
  expect(project.posts()).toHaveLength(1);
});

test("a request that was left is told when its entry has its turn, however late, and not sent again", async () => {
  const project = await submitted(["a", "b"]);
  project.clock.advance(2 * resultLifetimeMs);
  expect((await project.run({ only: ["a"] })).counts).toMatchObject({ failed: 1 });
  const { jobs } = await project.run({ only: ["b"] });
  expect(jobs).toMatchObject([{ id: "b", status: "failed", error: { code: "expired", charged: "yes" } }]);
  expect(project.posts()).toHaveLength(2);
});

test("a run that is refused takes nothing away from workers elsewhere", async () => {
  const project = await createProject(manifestOf(["a"]));
  const incoming = join(project.folder, ".seedkit/incoming");
  await mkdir(incoming, { recursive: true });
  const [body, mark] = [join(incoming, `${"0".repeat(24)}.tmp`), join(project.folder, ".seedkit/queue.json")];
  await writeFile(body, "an image on its way");
  await writeFile(mark, JSON.stringify({ run: "one" }));
  await expect(project.run()).rejects.toThrow("A run of this project on a queue is not over");
  await access(body);
});
