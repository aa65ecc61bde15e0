import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProjectFiles, planManifest, readManifest, runBatch } from "@seedkit/batch";
import { createClient, SeedkitError } from "@seedkit/core";
import { createEmulator, createVirtualClock } from "@seedkit/emulator";
import { expect, onTestFinished, test } from "vitest";
import { createDisk } from "../../../test/queue/disk.ts";
import { createWindow, key, type WindowOptions } from "../../../test/queue/window.ts";
import { takeFolder } from "../../env/node/take-folder.ts";
import { goneAfterMs } from "../jobs/heartbeat.ts";
import type { JobRequest } from "../jobs/job.ts";
import { createFolderHolds } from "./folder-holds.ts";
import { heldCall } from "./held-call.ts";

const manifestText = "version: 1\ndefaults: { size: 1K }\nimages:\n  fox:\n    prompt: A fox\n";

/** A project with one entry, and windows that make it. */
async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-held-call-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const manifest = join(folder, "seedkit.yaml");
  await writeFile(manifest, manifestText);
  const files = createProjectFiles(folder);
  const read = await readManifest({ file: manifest, text: manifestText }, files);
  if (!read.manifest) throw new Error("the manifest is wrong");
  const [planned] = (await planManifest(read.manifest, undefined, files)).entries;
  const [job] = planned?.jobs ?? [];
  if (!job) throw new Error("nothing to make");
  const { entry, index, key: entryKey, referenceHashes } = job;
  const target = { id: entry.id, index, key: entryKey };
  const request: JobRequest = {
    title: "fox",
    model: entry.model,
    input: entry.input,
    references: [],
    target: { kind: "entry", manifest: `file://${manifest}`, entry, referenceHashes, ...target },
  };
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000 });
  const disk = createDisk();
  // The clock does not see a disk at work: left alone it would go on by hours, and the images would be gone.
  const onDisk = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = clock.busy();
    try {
      return await work();
    } finally {
      done();
    }
  };
  const open = (name: string, more: Partial<WindowOptions> = {}) => {
    const holds = createFolderHolds(takeFolder);
    return createWindow({
      ...{ name, disk, service, clock, ...more },
      hold: () =>
        onDisk(async () => {
          const hold = await holds.hold(folder);
          if ("holder" in hold) throw new Error("somebody else has it");
          const { release, notes } = heldCall(hold, target);
          return {
            release: () => onDisk(release),
            ...(notes && {
              notes: {
                starts: (most) => onDisk(() => notes.starts(most)),
                submitted: (ticket) => onDisk(() => notes.submitted(ticket)),
                lost: (error, most) => onDisk(() => notes.lost(error, most)),
                received: (images) => onDisk(() => notes.received(images)),
                over: () => onDisk(notes.over),
              },
            }),
          };
        }),
    });
  };
  const client = createClient({ apiKey: key, baseUrl: service.url, fetch: service.fetch, clock });
  const runThere = () => runBatch({ manifest, client, clock, maxCost: 1_000_000 });
  const stateFiles = () => readdir(join(folder, ".seedkit"));
  return { folder, clock, service, request, open, runThere, stateFiles };
}

test("a run of the command line fetches what a window that died had submitted: nothing is paid for twice", async () => {
  const { folder, service, request, open, runThere } = await setUp();
  const window = open("first");
  const job = window.queue.start(request);
  // At that very change: the clock is virtual, and all of the job may pass between two looks.
  window.queue.onDidChange(() => {
    if (job.phase === "queued") window.die();
  });
  await window.dead;
  // As it is where the process is gone: nobody holds the folder.
  await unlink(join(folder, ".seedkit", "run.lock"));
  const { counts } = await runThere();
  expect(counts).toMatchObject({ recovered: 1 });
  expect(service.journal.charged.count).toBe(1);
});

test("a call that was cut off before it had a request id is told by the command line, and not sent", async () => {
  const { folder, service, request, open, runThere } = await setUp();
  const window = open("first");
  window.queue.start(request);
  const ledger = () => readFile(join(folder, ".seedkit", "ledger.jsonl"), "utf8").catch(() => "");
  await until(async () => (await ledger()).includes('"started"'));
  window.die();
  await unlink(join(folder, ".seedkit", "run.lock"));
  const text = await ledger();
  // Its post may have left in the turn before it died: the line of its request id never came.
  await writeFile(
    join(folder, ".seedkit", "ledger.jsonl"),
    text.split("\n").slice(0, 2).join("\n").concat("\n"),
  );
  const posted = service.journal.charged.count;
  expect((await runThere()).counts).toMatchObject({ ambiguous: 1 });
  expect(service.journal.charged.count).toBe(posted);
});

/** A window that sent a call, and never got its answer. */
async function unansweredCall() {
  const project = await setUp();
  project.service.addFaults([{ match: { method: "POST" }, fault: { kind: "reset-after-charge" }, times: 1 }]);
  const window = project.open("first");
  const { error } = await window.queue.start(project.request).outcome;
  expect(error).toMatchObject({ code: "connection_lost", charged: "maybe" });
  await until(async () => !(await project.stateFiles()).includes("run.lock"));
  return { ...project, window };
}

test("what may have been paid for, and cannot be fetched, is told by a run, and not sent", async () => {
  const { runThere, service } = await unansweredCall();
  expect((await runThere()).counts).toMatchObject({ ambiguous: 1 });
  expect(service.journal.charged.count).toBe(1);
});

test("an image that is in another place, and nowhere to be fetched, is not made again by a run", async () => {
  const { open, request, runThere, service } = await setUp();
  const problem = new SeedkitError("invalid_input", "It is in the rescue folder", { charged: "yes" });
  const window = open("first", { save: async () => ({ images: [], problem }) });
  expect(await window.queue.start(request).outcome).toMatchObject({ error: { charged: "yes" } });
  await window.queue.close();
  const { jobs } = await runThere();
  expect(jobs).toMatchObject([{ id: "fox", status: "failed", error: { charged: "yes" } }]);
  expect(service.journal.charged.count).toBe(1);
});

test("what the next window sends once more, told that it may have been paid for, leaves nothing to a run", async () => {
  const { clock, request, open, folder, stateFiles, service } = await setUp();
  const window = open("first");
  window.queue.start(request);
  const ledger = () => readFile(join(folder, ".seedkit", "ledger.jsonl"), "utf8").catch(() => "");
  window.queue.onDidChange(() => {
    if (window.queue.list()[0]?.phase === "sending") window.die();
  });
  await window.dead;
  await unlink(join(folder, ".seedkit", "run.lock"));
  await until(async () => (await ledger()).includes('"started"'));
  // Until then it counts as one that may go on.
  clock.advance(goneAfterMs);
  const [offer] = (await open("second").takeUp()).unsure;
  expect(await (await offer?.start())?.outcome).toMatchObject({ images: [{ width: 1920 }] });
  await until(async () => !(await stateFiles()).includes("ledger.jsonl"));
  expect(service.journal.charged.count).toBeLessThanOrEqual(2);
});

/** A window that goes on, and has cancelled a call after it was sent. */
async function cancelledCall() {
  const project = await setUp();
  const window = project.open("first");
  const job = window.queue.start(project.request);
  const watching = window.queue.onDidChange(() => {
    if (job.phase === "queued") job.cancel();
  });
  expect(await job.outcome).toMatchObject({ error: { code: "aborted" } });
  watching.dispose();
  expect(job.fetchable).toBe(true);
  return { ...project, window, job };
}

test("what a window cancelled after it was sent is fetched by a run of the command line", async () => {
  const { runThere, service } = await cancelledCall();
  expect((await runThere()).counts).toMatchObject({ recovered: 1 });
  expect(service.journal.charged.count).toBe(1);
});

test("what it cancelled and fetched after all leaves nothing to a run", async () => {
  const { window, job, service, stateFiles } = await cancelledCall();
  const fetched = await window.queue.fetchAgain(job)?.outcome;
  expect(fetched).toMatchObject({ images: [{ width: 1920 }] });
  await until(async () => (await stateFiles()).join() === ".gitignore");
  expect(service.journal.charged.count).toBe(1);
});

test("who asks in the same window for what was cancelled gets that one, and pays once", async () => {
  const { window, request, service, stateFiles } = await cancelledCall();
  expect(window.queue.willFetch(request)).toBe(true);
  const again = window.queue.start(request);
  expect(again.recovered).toBe(true);
  expect(await again.outcome).toMatchObject({ images: [{ width: 1920 }] });
  expect(window.queue.willFetch(request)).toBe(false);
  await until(async () => (await stateFiles()).join() === ".gitignore");
  expect(service.journal.charged.count).toBe(1);
});

test("what the next window gives up leaves nothing to a run", async () => {
  const { window, open, stateFiles, service } = await cancelledCall();
  await window.queue.close();
  const [offer] = (await open("second").takeUp()).cancelled;
  await offer?.drop();
  await until(async () => (await stateFiles()).join() === ".gitignore");
  expect(service.journal.charged.count).toBe(1);
});

test("what a window saw to its end leaves nothing to a run", async () => {
  const { request, open, stateFiles, service } = await setUp();
  const window = open("first");
  await window.queue.start(request).outcome;
  const left = async () => (await stateFiles()).sort().join();
  await until(async () => (await left()) === ".gitignore");
  expect(service.journal.charged.count).toBe(1);
});

/** Waits until something is so, looking at each turn of the event loop. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
