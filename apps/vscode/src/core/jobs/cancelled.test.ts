import { resultLifetimeMs } from "@seedkit/core";
import { createEmulator, createVirtualClock } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { createDisk } from "../../../test/queue/disk.ts";
import { createWindow, requestFor } from "../../../test/queue/window.ts";

/** A window that cancelled a job after it was sent, and closed. */
async function cancelledBefore() {
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000 });
  const disk = createDisk();
  const open = (name: string) => createWindow({ name, disk, service, clock });
  const first = open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  job.cancel();
  await job.outcome;
  await first.queue.close();
  first.die();
  return { clock, service, disk, open };
}

test("what was cancelled after it was sent is not fetched by itself after a reload, but offered", async () => {
  const { open, service, disk } = await cancelledBefore();
  const { requests } = service.journal;
  const asked = requests.length;
  const second = open("second");
  const { recovered, cancelled, unsure } = await second.takeUp();
  expect([recovered, unsure]).toEqual([[], []]);
  expect(cancelled).toMatchObject([{ request: { title: "fox" } }]);
  expect(requests).toHaveLength(asked);
  // Told once in a window.
  expect((await second.takeUp()).cancelled).toEqual([]);
  const job = await cancelled[0]?.start();
  expect((await job?.outcome)?.images).toMatchObject([{ uri: "memory:/fox-1.jpg" }]);
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
});

test("who asks for it and is cut off once more gets it after the next reload", async () => {
  const { open, service, disk } = await cancelledBefore();
  const second = open("second");
  const job = await (await second.takeUp()).cancelled[0]?.start();
  await until(() => job?.phase === "queued" || job?.phase === "generating");
  await second.queue.close();
  second.die();
  const { recovered, cancelled } = await open("third").takeUp();
  expect(cancelled).toEqual([]);
  expect((await recovered[0]?.outcome)?.images).toHaveLength(1);
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
});

test("what waits to be fetched and is cancelled may have cost something all the same", async () => {
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000 });
  const disk = createDisk();
  const first = createWindow({ name: "first", disk, service, clock });
  const sent = ["fox", "owl"].map((title) => first.queue.start(requestFor(title)));
  await until(() => sent.every(({ phase }) => phase === "generating"));
  await first.queue.close();
  first.die();
  const second = createWindow({ name: "second", disk, service, clock, concurrency: 1 });
  const { recovered } = await second.takeUp();
  const waits = recovered.find(({ state }) => state === "waiting");
  waits?.cancel();
  const { error } = (await waits?.outcome) ?? {};
  expect(error).toMatchObject({ code: "aborted", charged: "maybe", message: "Cancelled" });
  expect(waits?.fetchable).toBe(true);
  await Promise.all(recovered.map(({ outcome }) => outcome));
  expect(service.journal.charged.count).toBe(2);
});

test("of two windows that offer it one fetches it; discarded it is gone", async () => {
  const { open, service, disk } = await cancelledBefore();
  const [second, third] = [open("second"), open("third")];
  const offers = [(await second.takeUp()).cancelled[0], (await third.takeUp()).cancelled[0]];
  const jobs = await Promise.all(offers.map((offer) => offer?.start()));
  expect(jobs.filter((job) => job !== undefined)).toHaveLength(1);
  await Promise.all(jobs.map((job) => job?.outcome));
  expect(service.journal.charged.count).toBe(1);

  const other = await cancelledBefore();
  await (await other.open("second").takeUp()).cancelled[0]?.drop();
  expect(other.disk.records.size).toBe(0);
  expect(disk.records.size).toBe(0);
});

test("what the service no longer has is not offered", async () => {
  const { open, clock, disk } = await cancelledBefore();
  clock.advance(resultLifetimeMs + 1);
  expect((await open("second").takeUp()).cancelled).toEqual([]);
  expect(disk.records.size).toBe(0);
});

/** Waits until something is so, looking at each turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
