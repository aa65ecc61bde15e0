import { SeedkitError } from "@seedkit/core";
import { createEmulator, createVirtualClock } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { createDisk } from "../../../test/queue/disk.ts";
import { createWindow, requestFor, type WindowOptions } from "../../../test/queue/window.ts";
import { goneAfterMs } from "./heartbeat.ts";

/** Windows that share one folder, as a lock file has it. */
async function setUp() {
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000 });
  const disk = createDisk();
  const folder: { holder?: string } = {};
  const open = (name: string, more: Partial<WindowOptions> = {}) =>
    createWindow({
      ...{ name, disk, service, clock },
      async hold() {
        if (folder.holder !== undefined)
          throw new SeedkitError("invalid_input", `held by ${folder.holder}`, { charged: "no" });
        folder.holder = name;
        return {
          async release() {
            delete folder.holder;
          },
        };
      },
      ...more,
    });
  return { clock, service, disk, folder, open };
}

test("what somebody else is making is not sent, and says who makes it", async () => {
  const { service, folder, open, disk } = await setUp();
  folder.holder = "a terminal";
  const job = open("first").queue.start(requestFor("fox"));
  expect((await job.outcome).error).toMatchObject({ message: "held by a terminal", charged: "no" });
  expect(service.journal.requests).toEqual([]);
  expect(disk.records.size).toBe(0);
});

test("the folder is held while the job is under way, and given back however it ends", async () => {
  const { folder, open, service } = await setUp();
  const { queue } = open("first");
  const done = queue.start(requestFor("fox"));
  await until(() => done.phase === "generating");
  expect(folder.holder).toBe("first");
  await done.outcome;
  await until(() => folder.holder === undefined);
  const cancelled = queue.start(requestFor("owl"));
  await until(() => cancelled.phase === "generating");
  cancelled.cancel();
  await until(() => folder.holder === undefined);
  const left = queue.start(requestFor("crane"));
  await until(() => left.phase === "generating");
  await queue.close();
  await until(() => folder.holder === undefined);
  expect(service.journal.charged.count).toBe(3);
});

test("what was submitted before a reload is fetched though somebody else works there: it is paid for", async () => {
  const { clock, folder, open, service, disk } = await setUp();
  const first = open("first");
  const job = first.queue.start(requestFor("fox"));
  await until(() => job.phase === "generating");
  first.die();
  folder.holder = "a terminal";
  clock.advance(goneAfterMs);
  const { recovered } = await open("second").takeUp();
  expect(await recovered[0]?.outcome).toMatchObject({ images: [{ uri: "memory:/fox-1.jpg" }] });
  expect(folder.holder).toBe("a terminal");
  expect(service.journal.charged.count).toBe(1);
  expect(disk.records.size).toBe(0);
});

/** Waits until something is so, looking at each turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
