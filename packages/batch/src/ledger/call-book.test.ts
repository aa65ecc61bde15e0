import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { money } from "@seedkit/core";
import { expect, test } from "vitest";
import { createProject, manifestOf, price } from "../../test/project.ts";
import { createProjectFiles, planManifest, readManifest } from "../index.ts";
import { originalPath } from "../manifest/index.ts";
import { type BookedCall, openCallBook } from "./call-book.ts";
import { takeRunLock } from "./run-lock.ts";

/** A project, and a program of another kind that works in its folder. */
async function setUp(ids: readonly string[]) {
  const project = await createProject(manifestOf(ids), { latency: "real" });
  const { folder, file, clock, client, emulator } = project;
  const files = createProjectFiles(folder);
  const text = await readFile(file, "utf8");
  const { manifest } = await readManifest({ file, text }, files);
  if (!manifest) throw new Error("the manifest is wrong");
  const { entries } = await planManifest(manifest, undefined, files);
  const jobs = new Map(entries.map(({ entry, jobs: [job] }) => [entry.id, job]));
  const callOf = (id: string): BookedCall => {
    const job = jobs.get(id);
    if (!job) throw new Error(`no entry ${id}`);
    return { id, index: job.index, key: job.key };
  };
  /** Takes the folder for as long as the work lasts. */
  const holding = async (work: (book: ReturnType<typeof openCallBook>) => Promise<void>) => {
    const lock = await takeRunLock(folder);
    const book = openCallBook(folder, { clock });
    await work(book);
    await book.close();
    await lock.release();
  };
  const submit = async (id: string) => {
    const entry = jobs.get(id)?.entry;
    if (!entry) throw new Error(`no entry ${id}`);
    return client.submit(entry.model, entry.input);
  };
  const ledger = () => readFile(join(folder, ".seedkit", "ledger.jsonl"), "utf8").catch(() => undefined);
  return { project, emulator, callOf, holding, submit, ledger };
}

test("what another program had submitted when it died is fetched by the next run, and paid for once", async () => {
  const { project, emulator, callOf, holding, submit } = await setUp(["a", "b"]);
  await holding(async (book) => {
    await book.starts(callOf("a"), money(price));
    await book.submitted(callOf("a"), await submit("a"));
  });
  const { counts, spent } = await project.run();
  expect(counts).toMatchObject({ recovered: 1, generated: 1 });
  expect(spent.micros).toBe(2 * price);
  expect(project.posts()).toHaveLength(2);
  expect(emulator.journal.charged.count).toBe(2);
});

test("what was cut off while it was sent is told, and not sent again unasked", async () => {
  const { project, callOf, holding } = await setUp(["a"]);
  await holding((book) => book.starts(callOf("a"), money(price)));
  const { jobs, perhapsSpent } = await project.run();
  expect(jobs).toMatchObject([{ id: "a", status: "ambiguous" }]);
  expect(perhapsSpent.micros).toBe(price);
  expect(project.posts()).toEqual([]);
  expect((await project.run({ retryAmbiguous: true })).counts).toMatchObject({ generated: 1 });
});

test("what is over leaves nothing behind, also where an earlier program began it", async () => {
  const { callOf, holding, submit, ledger } = await setUp(["a", "b"]);
  await holding(async (book) => {
    await book.starts(callOf("a"), money(price));
    await book.submitted(callOf("a"), await submit("a"));
    await book.starts(callOf("b"), money(price));
    await book.over(callOf("b"));
  });
  expect((await ledger())?.trim().split("\n")).toHaveLength(3);
  await holding((book) => book.over(callOf("a")));
  expect(await ledger()).toBeUndefined();
});

test("what is begun once more takes what was left open of it along when it is over, also while others are under way", async () => {
  const { callOf, holding, submit, ledger } = await setUp(["a", "b"]);
  await holding((book) => book.starts(callOf("a"), money(price)));
  await holding(async (book) => {
    await book.starts(callOf("b"), money(price));
    await book.starts(callOf("a"), money(price));
    await book.submitted(callOf("a"), await submit("a"));
    // Until then whoever comes next is told of both times.
    expect((await ledger())?.match(/"started"/g)).toHaveLength(3);
    await book.over(callOf("a"));
    expect([book.hasEnded(callOf("a")), book.hasEnded(callOf("b"))]).toEqual([true, false]);
    await book.over(callOf("b"));
  });
  expect(await ledger()).toBeUndefined();
});

test("images that could not be made into files are made by the next run, for nothing", async () => {
  const { project, emulator, callOf, holding, submit } = await setUp(["a"]);
  await holding(async (book) => {
    await book.starts(callOf("a"), money(price));
    const ticket = await submit("a");
    await book.submitted(callOf("a"), ticket);
    const { images } = await project.client.recover(ticket);
    const originals = [];
    for (const { bytes, mediaType } of images) {
      const original = { sha256: createHash("sha256").update(bytes).digest("hex"), mediaType };
      const path = join(project.folder, originalPath({ original }));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
      originals.push(original);
    }
    await book.received(callOf("a"), { originals, cost: money(price) });
  });
  const { jobs } = await project.run();
  expect(jobs).toMatchObject([{ id: "a", files: [{}] }]);
  expect(project.posts()).toHaveLength(1);
  expect(emulator.journal.charged.count).toBe(1);
});

test("what a run has written stays as it was", async () => {
  const { project, callOf, holding, submit, ledger } = await setUp(["a", "b"]);
  const abort = new AbortController();
  await project.run({
    only: ["a"],
    signal: abort.signal,
    onEvent: (event) => event.type === "client" && event.event.type === "submitted" && abort.abort(),
  });
  const before = await ledger();
  await holding(async (book) => {
    await book.starts(callOf("b"), money(price));
    await book.submitted(callOf("b"), await submit("b"));
    await book.over(callOf("b"));
  });
  expect(await ledger()).toBe(before);
});
