import { createEmulator, createVirtualClock } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { createDisk } from "../../../test/queue/disk.ts";
import { createWindow, requestFor } from "../../../test/queue/window.ts";
import type { JobRequest } from "./job.ts";

async function setUp() {
  const clock = createVirtualClock();
  const service = await createEmulator({ clock, pixels: "plain", latency: 10_000 });
  const { queue } = createWindow({ name: "first", disk: createDisk(), service, clock });
  return { service, queue };
}

const at = (uri: string, prompt = "a fox"): JobRequest => ({
  ...requestFor("fox", { prompt }),
  target: { kind: "file", uri },
});

test("who asks twice for the same image in the same file pays once", async () => {
  const { queue, service } = await setUp();
  const first = queue.start(at("memory:/fox.jpg"));
  expect(queue.start(at("memory:/fox.jpg"))).toBe(first);
  const red = queue.start(at("memory:/fox.jpg", "a red fox"));
  expect(red).not.toBe(first);
  red.cancel();
  const other = queue.start(at("memory:/owl.jpg"));
  expect(other).not.toBe(first);
  await Promise.all([first.outcome, other.outcome]);
  expect(service.journal.charged.count).toBe(2);
});

test("one that was cancelled, or is over, is not waited for", async () => {
  const { queue, service } = await setUp();
  const cancelled = queue.start(at("memory:/fox.jpg"));
  cancelled.cancel();
  const second = queue.start(at("memory:/fox.jpg"));
  expect(second).not.toBe(cancelled);
  expect((await second.outcome).images).toHaveLength(1);
  expect(queue.start(at("memory:/fox.jpg"))).not.toBe(second);
  expect(service.journal.charged.count).toBe(1);
});

test("variations go to one folder, each a call of its own", async () => {
  const { queue, service } = await setUp();
  const jobs = [queue.start(requestFor("fox")), queue.start(requestFor("fox"))];
  await Promise.all(jobs.map(({ outcome }) => outcome));
  expect(service.journal.charged.count).toBe(2);
});
