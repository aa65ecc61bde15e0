import { expect, test } from "vitest";
import { createMemoryStorage } from "../src/index.ts";
import type { KeptTicket } from "../src/store/tickets.ts";
import { createRig, ended, prompt, until } from "./rig.ts";

test("the ticket is in the host's storage before the wait begins", async () => {
  const { panel, storage, emulator } = await createRig({ latency: 20_000 });
  const set = storage.set.bind(storage);
  const polls: number[] = [];
  Object.assign(storage, {
    async set(name: string, value: unknown) {
      if (name === "tickets")
        polls.push(emulator.journal.requests.filter(({ path }) => path.includes("/requests/")).length);
      await set(name, value);
    },
  });
  const store = await panel();
  store.setField("prompt", prompt);
  store.generate();
  await until(store, ended);
  expect(polls[0]).toBe(0);
});

test("a panel that was closed finds its paid image at the next start and pays nothing more", async () => {
  const { panel, emulator, storage } = await createRig({ latency: 20_000 });
  const first = await panel();
  first.setField("prompt", prompt);
  first.generate();
  await until(first, (state) => state.jobs.every(({ ticket }) => ticket !== undefined));
  // What a restart finds is what the storage held at that moment.
  const left = createMemoryStorage();
  for (const name of ["key", "tickets"]) await left.set(name, await storage.get(name));

  const second = await panel({ storage: left });
  const { jobs } = await until(second, (state) => ended(state) && state.history.length === 1);
  expect(jobs[0]).toMatchObject({ status: "done", prompt, results: [{ width: 2048 }] });
  expect(emulator.journal.charged.count).toBe(1);
  await expect.poll(() => left.get("tickets")).toEqual([]);
});

test("what the user cancelled is offered at the next start, and fetched only on request", async () => {
  const { panel, emulator, storage } = await createRig({ latency: 20_000 });
  const first = await panel();
  first.setField("prompt", prompt);
  first.generate();
  await until(first, (state) => state.jobs.every(({ ticket }) => ticket !== undefined));
  first.cancelAll();
  await until(first, ended);
  await expect
    .poll(async () => (await storage.get("tickets")) as KeptTicket[])
    .toMatchObject([{ cancelled: true }]);

  const second = await panel();
  const [job] = (await until(second, ended)).jobs;
  expect(job).toMatchObject({ status: "cancelled", error: { charged: "maybe" } });
  second.recover(job?.id ?? "");
  await until(second, (state) => state.jobs[0]?.status === "done");
  expect(emulator.journal.charged.count).toBe(1);
});

test("a result that is too old is told as gone, and its ticket goes", async () => {
  const { panel, storage, clock } = await createRig();
  const first = await panel();
  first.setField("prompt", prompt);
  first.generate();
  const ticket = (await until(first, (state) => state.jobs[0]?.ticket !== undefined)).jobs[0]?.ticket;
  await expect.poll(() => storage.get("tickets")).toEqual([]);
  await storage.set("tickets", [{ ticket, job: "old" }]);
  await new Promise<void>((resolve) => clock.after(3_700_000, resolve));
  const second = await panel();
  const { jobs } = await until(second, ended);
  expect(jobs[0]?.error).toMatchObject({ code: "expired", charged: "yes" });
  await expect.poll(() => storage.get("tickets")).toEqual([]);
});

test("tickets wait for a key", async () => {
  const { panel, storage } = await createRig();
  const first = await panel();
  first.setField("prompt", prompt);
  first.generate();
  const ticket = (await until(first, (state) => state.jobs[0]?.ticket !== undefined)).jobs[0]?.ticket;
  await expect.poll(() => storage.get("tickets")).toEqual([]);
  await storage.set("tickets", [{ ticket, job: "earlier" }]);
  await storage.delete("key");
  const second = await panel();
  expect(second.getState().jobs).toEqual([]);
  expect(await second.keys.save("another-key")).toBe(true);
  await until(second, (state) => state.jobs[0]?.status === "done");
});
