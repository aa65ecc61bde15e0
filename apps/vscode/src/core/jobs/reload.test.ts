import { createEmulator, createVirtualClock, type EmulatorOptions } from "@seedkit/emulator";
import { beforeAll, describe, expect, test } from "vitest";
import { createDisk } from "../../../test/queue/disk.ts";
import { createWindow, requestFor, type TestWindow, type WindowOptions } from "../../../test/queue/window.ts";
import { goneAfterMs } from "./heartbeat.ts";
import type { TakenUp } from "./left.ts";

async function setUp(options: EmulatorOptions = {}) {
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000, ...options });
  const disk = createDisk();
  const open = (name: string, more: Partial<WindowOptions> = {}) =>
    createWindow({ name, disk, service, clock, ...more });
  return { clock, service, disk, open };
}

type World = Awaited<ReturnType<typeof setUp>>;

const outcomes = ({ recovered }: TakenUp) => Promise.all(recovered.map(({ outcome }) => outcome));

/** What the user is told, and does, after a reload: waiting jobs are started, unsure ones left alone. */
async function afterReload({ open, clock }: World, name = "second") {
  clock.advance(goneAfterMs);
  const window = open(name);
  const left = await window.takeUp();
  const started = await Promise.all(left.waiting.map((offer) => offer.start()));
  await Promise.all([outcomes(left), ...started.map((job) => job?.outcome)]);
  for (const offer of left.unsure) await offer.drop();
  return { window, ...left };
}

const savedTitles = ({ disk }: World) => [...disk.files.keys()].sort();

describe("a window that dies at any step", () => {
  let steps = 0;
  const titles = ["fox", "owl"];
  const run = (world: World, stepsToLive: number, v2: boolean): TestWindow => {
    const window = world.open("first", { concurrency: v2 ? 1 : 2, stepsToLive });
    for (const title of titles) window.queue.start(requestFor(title));
    return window;
  };

  beforeAll(async () => {
    const window = run(await setUp(), Number.POSITIVE_INFINITY, true);
    await Promise.all(window.queue.list().map(({ outcome }) => outcome));
    steps = window.steps();
    expect(steps).toBeGreaterThan(20);
  });

  test("pays for each image once, saves each once, and loses none without saying so", async () => {
    for (let stepsToLive = 1; stepsToLive <= steps; stepsToLive++) {
      const world = await setUp();
      await run(world, stepsToLive, true).dead;
      const { unsure } = await afterReload(world);
      const { charged } = world.service.journal;
      const saved = savedTitles(world);
      const where = `after step ${stepsToLive}`;
      expect(new Set(saved).size, where).toBe(saved.length);
      expect(
        saved.filter((uri) => !uri.endsWith("-1.jpg")),
        where,
      ).toEqual([]);
      const told = unsure.map(({ request }) => `memory:/${request.title}-1.jpg`);
      expect(
        [...saved, ...told].sort().every((uri, at, all) => uri !== all[at - 1]),
        where,
      ).toBe(true);
      // The very first write, of the first beat, may come before either is written down.
      if (stepsToLive > 4)
        expect([...saved, ...told].sort(), where).toEqual(["memory:/fox-1.jpg", "memory:/owl-1.jpg"]);
      // A post whose answer came and was not written down is the one thing nobody can know.
      expect(charged.count - saved.length, where).toBeLessThanOrEqual(unsure.length);
      expect(charged.count, where).toBeGreaterThanOrEqual(saved.length);
      expect([...world.disk.records.keys()], where).toEqual([]);
    }
  });

  test("saves what is missing of a set, and nothing of it twice", async () => {
    const request = requestFor("fox", { sequential_image_generation: "auto", max_images: 3 });
    const all = ["memory:/fox-1.jpg", "memory:/fox-2.jpg", "memory:/fox-3.jpg"];
    for (let stepsToLive = 6; ; stepsToLive++) {
      const world = await setUp();
      const first = world.open("first", { stepsToLive });
      const whole = await Promise.race([first.dead, first.queue.start(request).outcome]);
      if (whole) break;
      const { recovered } = await afterReload(world);
      expect(savedTitles(world), `after step ${stepsToLive}`).toEqual(stepsToLive < 7 ? [] : all);
      expect(recovered.length, `after step ${stepsToLive}`).toBeLessThanOrEqual(1);
      expect(world.service.journal.charged.count).toBe(1);
    }
  });

  test("is told as unsure, and not sent again by itself, where the service has no queue", async () => {
    for (let stepsToLive = 5; stepsToLive <= 20; stepsToLive++) {
      const world = await setUp({ v2: 404 });
      await run(world, stepsToLive, false).dead;
      const { unsure } = await afterReload(world);
      const saved = savedTitles(world);
      const { charged } = world.service.journal;
      expect(charged.count - saved.length, `after step ${stepsToLive}`).toBeLessThanOrEqual(unsure.length);
      expect(new Set(saved.map((uri) => uri.slice(0, -6))).size).toBe(saved.length);
    }
  });
});

test("a job that was submitted is fetched free of charge, counted from when it was sent", async () => {
  const world = await setUp({ latency: 40_000 });
  const first = world.open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  first.die();
  const { recovered, window } = await afterReload(world);
  expect(recovered).toMatchObject([{ recovered: true, startedAt: job.startedAt, id: job.id }]);
  expect(savedTitles(world)).toEqual(["memory:/fox-1.jpg"]);
  expect(world.service.journal.charged.count).toBe(1);
  expect(posts(world)).toBe(1);
  expect(window.queue.list()).toEqual([]);
});

test("a window that closes in order is followed at once", async () => {
  const world = await setUp();
  const first = world.open("first", { concurrency: 1 });
  const job = first.queue.start(requestFor("fox"));
  first.queue.start(requestFor("owl"));
  await until(() => job.phase === "generating");
  await first.queue.close();
  first.die();
  const left = await world.open("second").takeUp();
  expect(left).toMatchObject({
    recovered: [{ request: { title: "fox" } }],
    waiting: [{ request: { title: "owl" } }],
  });
  await outcomes(left);
  expect(world.service.journal.charged.count).toBe(1);
});

test("what nobody wants any more is dropped, and never sent", async () => {
  const world = await setUp();
  const first = world.open("first", { concurrency: 1 });
  const job = first.queue.start(requestFor("fox"));
  first.queue.start(requestFor("owl"));
  await until(() => job.phase === "generating");
  first.die();
  world.clock.advance(goneAfterMs);
  const second = world.open("second");
  const left = await second.takeUp();
  await outcomes(left);
  for (const offer of left.waiting) await offer.drop();
  expect(await second.takeUp()).toMatchObject({ recovered: [], waiting: [], unsure: [] });
  expect(world.disk.records.size).toBe(0);
  expect(world.service.journal.charged.count).toBe(1);
});

test("a job that may have been paid for is generated again only by a click", async () => {
  const world = await setUp();
  // The beat, the record, a look at it, and the note that it is being sent.
  const first = world.open("first", { stepsToLive: 4 });
  first.queue.start(requestFor("fox"));
  await first.dead;
  world.clock.advance(goneAfterMs);
  const left = await world.open("second").takeUp();
  expect(left).toMatchObject({ recovered: [], waiting: [], unsure: [{ request: { title: "fox" } }] });
  expect(posts(world)).toBe(0);
  const job = await left.unsure[0]?.start();
  expect((await job?.outcome)?.images).toHaveLength(1);
  expect(posts(world)).toBe(1);
  expect(world.disk.records.size).toBe(0);
});

test("a window leaves alone what another window has under way", async () => {
  const world = await setUp();
  const first = world.open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  const second = world.open("second");
  expect(await second.takeUp()).toMatchObject({ recovered: [], waiting: [], unsure: [], foreign: 1 });
  await job.outcome;
  expect(await second.takeUp()).toMatchObject({ recovered: [], foreign: 0 });
  expect(savedTitles(world)).toEqual(["memory:/fox-1.jpg"]);
});

test("of several windows that find the same job one fetches it", async () => {
  const world = await setUp();
  const first = world.open("first");
  const jobs = ["fox", "owl", "cat"].map((title) => first.queue.start(requestFor(title)));
  await until(() => jobs.every(({ phase }) => phase === "generating"));
  first.die();
  world.clock.advance(goneAfterMs);
  const all = await Promise.all(["second", "third", "fourth"].map((name) => world.open(name).takeUp()));
  expect(all.flatMap(({ recovered }) => recovered)).toHaveLength(3);
  await Promise.all(all.map(outcomes));
  expect(savedTitles(world)).toEqual(["memory:/cat-1.jpg", "memory:/fox-1.jpg", "memory:/owl-1.jpg"]);
  expect(world.service.journal.charged.count).toBe(3);
});

test("a window that slept and lost its job to another one does not save it again", async () => {
  const world = await setUp({ latency: 30_000 });
  const first = world.open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  // A machine that sleeps: no beat comes, and all goes on later.
  for (const name of world.disk.records.keys())
    if (name.endsWith(".alive")) world.disk.records.set(name, "1");
  const left = await world.open("second").takeUp();
  expect(left.recovered).toHaveLength(1);
  const [mine, theirs] = await Promise.all([
    job.outcome,
    ...(await outcomes(left)).map(async (outcome) => outcome),
  ]);
  expect([...mine.images, ...(theirs?.images ?? [])]).toHaveLength(1);
  expect(savedTitles(world)).toEqual(["memory:/fox-1.jpg"]);
  expect(world.service.journal.charged.count).toBe(1);
});

test("a ticket is taken to no other address, and waits for its own", async () => {
  const world = await setUp();
  const first = world.open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  first.die();
  world.clock.advance(goneAfterMs);
  const elsewhere = await createEmulator({ clock: world.clock });
  const other = world.open("second", { service: elsewhere.scope("elsewhere") });
  const left = await other.takeUp();
  expect((await outcomes(left))[0]?.error).toMatchObject({ code: "invalid_input", charged: "maybe" });
  expect(elsewhere.journal.requests).toEqual([]);
  other.die();
  await afterReload(world, "third");
  expect(savedTitles(world)).toEqual(["memory:/fox-1.jpg"]);
});

test("a result that is long gone is told once", async () => {
  const world = await setUp();
  const first = world.open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  first.die();
  world.clock.advance(2 * 3_600_000);
  const left = await world.open("second").takeUp();
  expect((await outcomes(left))[0]?.error).toMatchObject({ code: "expired", charged: "yes" });
  expect(world.disk.records.size).toBe(0);
});

test("a file that is no record stops nothing", async () => {
  const world = await setUp();
  for (const [name, text] of [
    ["one~old.json", "{"],
    ["two~old.json", '{"version":2}'],
    ["three~old.json", '{"version":1,"id":"three","createdAt":1,"state":"submitted","request":{}}'],
    ["note.txt", "hello"],
  ] as const)
    world.disk.records.set(name, text);
  expect(await world.open("second").takeUp()).toMatchObject({
    recovered: [],
    waiting: [],
    unsure: [],
    foreign: 0,
  });
});

const posts = ({ service }: World) =>
  service.journal.requests.filter(({ method, path }) => method === "POST" && /\/v[12]\/[^/]+$/.test(path))
    .length;

/** Waits until something is so, looking at each turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
