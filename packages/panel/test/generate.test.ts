import { SeedkitError } from "@seedkit/core";
import { expect, test } from "vitest";
import type { Delivery } from "../src/index.ts";
import { createRig, ended, key, prompt, until } from "./rig.ts";

test("the price and the time stand there before anything is sent", async () => {
  const { panel, emulator } = await createRig();
  const store = await panel();
  store.setField("prompt", prompt);
  store.setCount(4);
  const { cost, plan, typicalMs, issues } = store.quote();
  expect(cost.formatted).toBe("$0.16");
  expect(plan).toMatchObject({ width: 2048, height: 2048 });
  expect(typicalMs).toBe(32_230);
  expect(issues).toEqual([]);
  expect(emulator.journal.charged.count).toBe(0);
});

test("four images arrive one by one, each is delivered and kept in the history", async () => {
  const { panel, emulator } = await createRig({ latency: 20_000 });
  const delivered: Delivery[] = [];
  const store = await panel({
    deliver: async (delivery) => {
      delivered.push(delivery);
      return { stored: { hash: delivered.length }, where: "Hero" };
    },
  });
  store.setField("prompt", prompt);
  store.setCount(4);
  const seen = new Set<number>();
  store.subscribe(() => seen.add(store.getState().jobs.flatMap(({ results }) => results).length));
  expect(store.generate()).toBe(true);
  const { jobs, history } = await until(store, (state) => ended(state) && state.history.length === 4);
  expect(jobs.map(({ status }) => status)).toEqual(["done", "done", "done", "done"]);
  expect([...seen]).toEqual(expect.arrayContaining([1, 2, 3, 4]));
  expect(delivered.map(({ image }) => image.width)).toEqual([2048, 2048, 2048, 2048]);
  expect(history[0]).toMatchObject({ prompt, width: 2048, stored: { hash: 4 }, costMicros: 40_000 });
  expect(emulator.journal.charged.count).toBe(4);
});

test("an empty prompt sends nothing and says what is wrong", async () => {
  const { panel, emulator } = await createRig();
  const store = await panel();
  expect(store.generate()).toBe(false);
  expect(store.getState().checked).toBe(true);
  expect(store.quote().issues).toMatchObject([{ path: "prompt" }]);
  expect(emulator.journal.requests.filter(({ method }) => method === "POST")).toEqual([]);
});

test("a cap stops a press of the button before anything is sent", async () => {
  const { panel, emulator } = await createRig();
  const store = await panel();
  store.setField("prompt", prompt);
  store.setCount(4);
  store.setSettings({ capMicros: 100_000 });
  expect(store.generate()).toBe(false);
  expect(store.getState().problem).toMatchObject({ code: "over_budget", charged: "no" });
  expect(emulator.journal.charged.count).toBe(0);
  const again = await panel();
  expect(again.getState().settings.capMicros).toBe(100_000);
});

test("one cancelled image leaves its siblings alone", async () => {
  const { panel } = await createRig({ latency: 20_000 });
  const store = await panel();
  store.setField("prompt", prompt);
  store.setCount(3);
  store.generate();
  const { jobs } = await until(store, (state) => state.jobs.every(({ ticket }) => ticket !== undefined));
  store.cancel([jobs[1]?.id ?? ""]);
  const after = await until(store, ended);
  expect(after.jobs.map(({ status }) => status)).toEqual(["done", "cancelled", "done"]);
});

test("cancel all ends what runs and what waits; what waits was never sent", async () => {
  const { panel, emulator } = await createRig({ latency: 20_000 });
  const store = await panel();
  store.setField("prompt", prompt);
  store.setCount(7);
  store.generate();
  await until(store, (state) => state.jobs.filter(({ ticket }) => ticket !== undefined).length === 4);
  store.cancelAll();
  const { jobs } = await until(store, ended);
  expect(jobs.map(({ status }) => status)).toEqual(Array(7).fill("cancelled"));
  expect(jobs.map(({ error }) => error?.charged)).toEqual([
    ...Array(4).fill("maybe"),
    ...Array(3).fill("no"),
  ]);
  expect(emulator.journal.charged.count).toBe(4);
});

test("a wrong key stops the rest, which is told as not sent", async () => {
  const { panel, emulator } = await createRig({ apiKey: "another" });
  const store = await panel();
  store.setField("prompt", prompt);
  store.setCount(6);
  store.generate();
  const { jobs } = await until(store, ended);
  expect(jobs.map(({ error }) => error?.code)).toEqual(Array(6).fill("unauthenticated"));
  expect(jobs.at(-1)?.error?.message).toMatch(/^Not sent/);
  expect(emulator.journal.requests.filter(({ path }) => path.startsWith("/v2/")).length).toBe(4);
  expect(JSON.stringify(store.getState())).not.toContain(key);
});

test("only what failed is made again", async () => {
  const fault = { kind: "status", status: 500 } as const;
  const { panel, emulator } = await createRig({ faults: [{ fault, nth: 2 }] });
  const store = await panel();
  store.setField("prompt", prompt);
  store.setCount(3);
  store.generate();
  const { jobs } = await until(store, ended);
  const failed = jobs.filter(({ status }) => status === "failed").map(({ id }) => id);
  expect(failed).toHaveLength(1);
  store.retry(failed);
  await until(store, (state) => state.jobs.every(({ status }) => status === "done"));
  expect(emulator.journal.charged.count).toBe(3);
});

test("a request that gave some of its images is made again as a job of its own: what came stays, what comes is shown", async () => {
  const fault = { kind: "status", status: 404 } as const;
  const { panel, emulator } = await createRig({
    faults: [{ match: { path: "/images/**" }, fault, nth: 2 }],
  });
  const store = await panel();
  store.setField("prompt", prompt);
  store.setField("sequential_image_generation", "auto");
  store.setField("max_images", 3);
  store.generate();
  const { jobs } = await until(store, ended);
  expect(jobs.map(({ results, error }) => [results.length, error?.charged])).toEqual([[2, "yes"]]);
  store.retry(jobs.map(({ id }) => id));
  const again = await until(store, (state) => state.jobs.every(({ status }) => status === "done"));
  expect(again.jobs.map(({ results }) => results.length)).toEqual([3, 2]);
  expect(emulator.journal.requests.filter(({ charged }) => charged > 0)).toHaveLength(2);
});

test("where there is no queue it is sent directly", async () => {
  const { panel, emulator } = await createRig({ v2: 404 });
  const store = await panel();
  store.setField("prompt", prompt);
  store.generate();
  const { jobs } = await until(store, ended);
  expect(jobs[0]).toMatchObject({ status: "done", results: [{ width: 2048 }] });
  expect(emulator.journal.charged.count).toBe(1);
});

test("each place of a destination gets its own job, prompt and ratio", async () => {
  const { panel } = await createRig();
  const places: (string | undefined)[] = [];
  const store = await panel({
    deliver: async ({ place, image }) => void places.push(`${place} ${image.width}x${image.height}`),
    watchDestinations(listener) {
      const frames = [
        { id: "a", label: "Wide", input: { aspect_ratio: "16:9" } },
        { id: "b", label: "Text", input: { prompt: "A lighthouse" } },
      ];
      listener([{ id: "fill", label: "Fill selection", places: frames }]);
      return () => {};
    },
  });
  store.setField("prompt", prompt);
  expect(store.quote().cost.formatted).toBe("$0.08");
  store.generate();
  const { jobs } = await until(store, ended);
  expect(jobs.map((job) => job.prompt)).toEqual([prompt, "A lighthouse"]);
  expect(places.toSorted()).toEqual(["a 2624x1472", "b 2048x2048"]);
});

test("an image the host cannot place stays in the panel, with the reason and its ticket", async () => {
  const { panel, storage } = await createRig();
  const store = await panel({ deliver: () => Promise.reject(new Error("The frame is gone")) });
  store.setField("prompt", prompt);
  store.generate();
  const { jobs } = await until(store, (state) => ended(state) && state.history.length === 1);
  expect(jobs[0]?.results[0]).toMatchObject({ undelivered: "The frame is gone", width: 2048 });
  expect(await storage.get("tickets")).toHaveLength(1);
});

test("references are uploaded once for all jobs that share them", async () => {
  const { panel, emulator } = await createRig();
  const store = await panel();
  const gif = Uint8Array.from(atob("R0lGODlhAQABAAAAACwAAAAAAQABAAA="), (letter) => letter.charCodeAt(0));
  store.setField("prompt", prompt);
  store.addReferences([{ name: "dot.gif", content: gif }]);
  store.setCount(3);
  store.generate();
  const { jobs } = await until(store, ended);
  expect(jobs.map(({ status }) => status)).toEqual(["done", "done", "done"]);
  expect(emulator.journal.requests.filter(({ path }) => path.endsWith("/upload-asset"))).toHaveLength(1);
  expect(jobs[0]?.input.image_input).toEqual([expect.stringMatching(/^http/)]);
});

test("an error that crossed a message channel is shown as it was", async () => {
  const { panel } = await createRig();
  const store = await panel();
  const error = new SeedkitError("moderated", "No", { charged: "no" });
  const { host } = store;
  Object.assign(host, { generate: () => Promise.reject(structuredClone(error.toJSON())) });
  store.setField("prompt", prompt);
  store.generate();
  const { jobs } = await until(store, ended);
  expect(jobs[0]?.error).toMatchObject({ code: "moderated", charged: "no", message: "No" });
});

test("a full storage loses the oldest thumbnails, never the newest image or the list", async () => {
  const { panel, storage } = await createRig();
  const old = Array.from({ length: 5 }, (_, index) => ({ id: `old-${index}`, prompt: `old ${index}` }));
  const thumbs = new Set(old.map(({ id }) => `thumb:${id}`));
  await storage.set("history", old);
  const full = {
    ...storage,
    async set(name: string, value: unknown) {
      // Room for the new list takes two thumbnails.
      if (name === "history" && thumbs.size > 3) throw new Error("full");
      await storage.set(name, value);
    },
    async delete(name: string) {
      thumbs.delete(name);
      await storage.delete(name);
    },
  };
  const store = await panel({ storage: full });
  store.setField("prompt", prompt);
  store.generate();
  await until(store, (state) => ended(state) && state.history.length === 6);
  await expect.poll(async () => ((await storage.get("history")) as unknown[]).length).toBe(6);
  expect([...thumbs]).toEqual(["thumb:old-0", "thumb:old-1", "thumb:old-2"]);
});
