import { createEmulator, createVirtualClock, type EmulatorOptions } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { createDisk } from "../../../test/queue/disk.ts";
import { createWindow, key, requestFor, type WindowOptions } from "../../../test/queue/window.ts";

async function setUp(options: EmulatorOptions = {}, window: Partial<WindowOptions> = {}) {
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000, ...options });
  const disk = createDisk();
  const open = (name: string, more: Partial<WindowOptions> = {}) =>
    createWindow({ name, disk, service, clock, ...window, ...more });
  return { clock, service, disk, open, ...open("first") };
}

const posts = (journal: { requests: readonly { method: string; path: string; at: number }[] }) =>
  journal.requests.filter(({ method, path }) => method === "POST" && /\/v[12]\/[^/]+$/.test(path));

test("a job is written down, submitted, fetched, saved and forgotten", async () => {
  const { queue, service, disk } = await setUp();
  const job = queue.start(requestFor("fox"));
  const phases = new Set<string>();
  queue.onDidChange(() => phases.add(job.phase));
  const { images, error } = await job.outcome;
  expect(error).toBeUndefined();
  expect(images).toMatchObject([{ uri: "memory:/fox-1.jpg", mediaType: "image/jpeg", prompt: "a fox" }]);
  expect([...phases]).toEqual(["sending", "queued", "generating", "downloading", "saving", "ended"]);
  expect(job).toMatchObject({ state: "done", fetchable: false, images: 1 });
  expect(queue.list()).toEqual([]);
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
  expect(disk.history.flatMap((text) => JSON.parse(text).state ?? [])).toEqual([
    "waiting",
    "posting",
    "submitted",
    "submitted",
    "submitted",
  ]);
  expect(disk.history.join()).not.toContain(key);
});

test("what is not valid is refused before anything is written or sent", async () => {
  const { queue, service, disk } = await setUp();
  expect(() => queue.start(requestFor("fox", { size: "9K" }))).toThrow(/size/);
  expect(disk.history).toEqual([]);
  expect(service.journal.requests).toEqual([]);
});

test("no more jobs are at the service than are allowed, and each takes its turn", async () => {
  const { queue, service } = await setUp({}, { concurrency: 3 });
  const jobs = Array.from({ length: 8 }, (_, index) => queue.start(requestFor(`fox-${index}`)));
  expect(queue.list()).toHaveLength(8);
  await Promise.all(jobs.map(({ outcome }) => outcome));
  const { requests, charged } = service.journal;
  expect(charged.count).toBe(8);
  const begun = requests.filter(({ charged }) => charged > 0);
  const ends = new Map(
    requests
      .filter(({ path }) => /\/v2\/requests\/[^/]+$/.test(path))
      .map(({ requestId, at }) => [requestId, at]),
  );
  for (const { at } of begun) {
    const atOnce = begun.filter((other) => other.at <= at && (ends.get(other.requestId) ?? 0) > at);
    expect(atOnce.length).toBeLessThanOrEqual(3);
  }
  const order = begun.map(({ at }) => at);
  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test("more run at once as soon as the setting says so, and waiting jobs keep their order", async () => {
  const { queue, slots } = await setUp({}, { concurrency: 1 });
  const jobs = ["one", "two", "three", "four"].map((title) => queue.start(requestFor(title)));
  const running = () =>
    queue
      .list()
      .filter(({ state }) => state !== "waiting")
      .map(({ request }) => request.title);
  await until(() => running().length === 1);
  slots.resize(3);
  await until(() => running().length === 3);
  expect(running()).toEqual(["one", "two", "three"]);
  await Promise.all(jobs.map(({ outcome }) => outcome));
});

test("a 429 pauses every job", async () => {
  const { queue, service } = await setUp(
    {
      faults: [
        { match: { path: "/v2/*" }, fault: { kind: "status", status: 429, retryAfter: 30 }, times: 1 },
      ],
    },
    { concurrency: 1 },
  );
  const first = queue.start(requestFor("fox"));
  await until(() => service.journal.requests.length === 1);
  const second = queue.start(requestFor("owl"));
  await Promise.all([first.outcome, second.outcome]);
  const [refused, ...later] = posts(service.journal);
  for (const { at } of later) expect(at - (refused?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
  expect(service.journal.charged.count).toBe(2);
});

test("a job that waits is cancelled free of charge, and leaves nothing behind", async () => {
  const { queue, service, disk } = await setUp({}, { concurrency: 1 });
  const [first, second] = [queue.start(requestFor("fox")), queue.start(requestFor("owl"))];
  await until(() => first.phase === "generating");
  second.cancel();
  expect((await second.outcome).error).toMatchObject({ code: "aborted", charged: "no" });
  expect(second.fetchable).toBe(false);
  await first.outcome;
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
});

test("a job that is under way is cancelled at once, says that it may cost, and can be fetched all the same", async () => {
  const { queue, service, disk, clock } = await setUp();
  const job = queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  const before = clock.now();
  queue.cancelAll();
  expect((await job.outcome).error).toMatchObject({ code: "aborted", charged: "maybe" });
  expect(clock.now()).toBe(before);
  expect(queue.list()).toEqual([]);
  expect([...disk.records.values()].map((text) => JSON.parse(text))).toMatchObject([
    { state: "submitted", cancelled: true },
  ]);
  expect(job.fetchable).toBe(true);
  const fetching = queue.fetchAgain(job);
  expect(queue.fetchAgain(job)).toBeUndefined();
  expect((await fetching?.outcome)?.images).toHaveLength(1);
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
});

test("a job over its time stays written down, and is fetched free of charge", async () => {
  const { queue, service, disk } = await setUp({ latency: 60_000 }, { timeoutMs: 30_000 });
  const job = queue.start(requestFor("fox"));
  expect((await job.outcome).error).toMatchObject({ code: "deadline", charged: "maybe" });
  expect([...disk.records.keys()]).toEqual([expect.stringMatching(/\.json$/)]);
  expect(job.fetchable).toBe(true);
  const again = queue.fetchAgain(job);
  expect((await again?.outcome)?.error?.code).toBe("deadline");
  expect((await (again && queue.fetchAgain(again))?.outcome)?.images).toHaveLength(1);
  expect(posts(service.journal)).toHaveLength(1);
  expect(disk.records.size).toBe(0);
});

test("who asks again for what was submitted and did not come gets it, and pays for nothing twice", async () => {
  const { queue, service } = await setUp({ latency: 40_000 }, { timeoutMs: 30_000 });
  const ask = () => queue.start(requestFor("fox"));
  expect((await ask().outcome).error?.code).toBe("deadline");
  expect((await ask().outcome).images).toHaveLength(1);
  expect(posts(service.journal)).toHaveLength(1);
  expect((await ask().outcome).error?.code).toBe("deadline");
  expect(posts(service.journal)).toHaveLength(2);
});

test("a job that failed is over: nothing is kept of it", async () => {
  const { queue, disk, service } = await setUp({ faults: [{ fault: { kind: "moderated" } }] });
  const job = queue.start(requestFor("fox"));
  expect((await job.outcome).error).toMatchObject({ code: "moderated", charged: "no" });
  expect(job).toMatchObject({ state: "failed", fetchable: false });
  expect(disk.records.size).toBe(0);
  expect(service.journal.charged.count).toBe(0);
});

test("where one of a set does not come it can be fetched, and nothing else is saved then", async () => {
  const match = { method: "GET", path: "/images/**" };
  const lost = { match, fault: { kind: "status", status: 404 }, times: 1 } as const;
  const { queue, service, disk } = await setUp({ faults: [lost], pixels: "drawn" });
  const job = queue.start(requestFor("fox", { sequential_image_generation: "auto", max_images: 3 }));
  const { images, error } = await job.outcome;
  expect(images).toHaveLength(2);
  expect(error).toMatchObject({ charged: "yes" });
  expect(job.fetchable).toBe(true);
  const again = await queue.fetchAgain(job)?.outcome;
  expect(again?.error).toBeUndefined();
  expect(again?.images).toHaveLength(3);
  expect([...disk.files.keys()].sort()).toEqual([1, 2, 3].map((number) => `memory:/fox-${number}.jpg`));
  const different = new Set([...disk.files.values()].map((bytes) => Buffer.from(bytes).toString("base64")));
  expect(different.size).toBe(3);
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
});

test("where the answer to a post is lost, nothing is sent again", async () => {
  const { queue, service, disk } = await setUp({ faults: [{ fault: { kind: "reset-after-charge" } }] });
  const job = queue.start(requestFor("fox"));
  expect((await job.outcome).error).toMatchObject({ code: "connection_lost", charged: "maybe" });
  expect(job.fetchable).toBe(false);
  expect(posts(service.journal)).toHaveLength(1);
  expect(disk.records.size).toBe(0);
});

test.each([404, 405] as const)(
  "a service without a queue (%s) is used all the same, and asked for it once",
  async (v2) => {
    const { queue, service, disk } = await setUp({ v2 }, { concurrency: 1 });
    const jobs = [queue.start(requestFor("fox")), queue.start(requestFor("owl"))];
    for (const { outcome } of jobs) expect((await outcome).images).toHaveLength(1);
    expect(posts(service.journal).map(({ path }) => path.slice(0, 3))).toEqual(["/v2", "/v1", "/v1"]);
    expect(service.journal.charged.count).toBe(2);
    expect(disk.records.size).toBe(0);
  },
);

test("references are read when the job starts, and uploaded once", async () => {
  const { queue, service, disk } = await setUp();
  const picture = await queue.start(requestFor("fox")).outcome;
  const references = picture.images.map(({ uri }) => uri);
  const made = ["owl", "cat"].map((title) => queue.start({ ...requestFor(title), references }));
  for (const { outcome } of made) expect((await outcome).error).toBeUndefined();
  expect(service.journal.requests.filter(({ path }) => path === "/upload-asset")).toHaveLength(1);
  const gone = queue.start({ ...requestFor("dog"), references: ["memory:/none.jpg"] });
  expect((await gone.outcome).error).toMatchObject({
    charged: "no",
    message: "no such file: memory:/none.jpg",
  });
  expect(service.journal.charged.count).toBe(3);
  expect(disk.records.size).toBe(0);
});

test("where nothing can be written down, nothing is sent", async () => {
  const { open, service, disk } = await setUp();
  disk.records.set = () => {
    throw new Error("the disk is full");
  };
  const { error } = await open("second").queue.start(requestFor("fox")).outcome;
  expect(error).toMatchObject({ charged: "no", message: "the disk is full" });
  expect(service.journal.requests).toEqual([]);
});

/** Waits until something is so, looking at each turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
