import { createLimiter } from "@seedkit/core";
import { expect, it } from "vitest";
import { createSetting, failureOf, model } from "./setting.ts";

const input = { prompt: "A teapot" };

it("cancels before it is sent: nothing is posted, nothing charged", async () => {
  const { client, emulator } = await createSetting();
  const error = await failureOf(client.generate(model, input, { signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ code: "aborted", charged: "no", attempts: 0 });
  expect(emulator.journal.requests).toHaveLength(0);
});

it("cancels while the service works, at once, and says that it may have been charged", async () => {
  const { client, clock, emulator } = await createSetting({ latency: "real" });
  const stop = new AbortController();
  clock.after(5000, () => stop.abort());
  const began = clock.now();
  const error = await failureOf(client.generate(model, input, { signal: stop.signal }));
  expect(error).toMatchObject({ code: "aborted", charged: "maybe", attempts: 1 });
  expect(clock.now() - began).toBe(5000);
  expect(emulator.journal.charged.count).toBeLessThanOrEqual(1);
});

it("cancels while the body comes: a 200 is paid", async () => {
  const { client, clock, emulator } = await createSetting({ faults: [{ fault: { kind: "stall-body" } }] });
  const stop = new AbortController();
  clock.after(1000, () => stop.abort());
  const error = await failureOf(client.generate(model, input, { signal: stop.signal }));
  expect(error).toMatchObject({ code: "aborted", charged: "yes" });
  expect(emulator.journal.charged.count).toBe(1);
});

it("cancels during backoff, and does not post again", async () => {
  const { client, clock, posts } = await createSetting({
    faults: [{ fault: { kind: "status", status: 429, retryAfter: 60 } }],
  });
  const stop = new AbortController();
  const error = failureOf(
    client.generate(model, input, {
      signal: stop.signal,
      onEvent: ({ type }) => type === "retry" && clock.after(10, () => stop.abort()),
    }),
  );
  expect(await error).toMatchObject({ code: "aborted", charged: "no", attempts: 1 });
  expect(posts()).toHaveLength(1);
});

it("cancels in the limiter's line", async () => {
  const setting = await createSetting({ latency: 10_000 });
  const client = setting.make({ limiter: createLimiter({ concurrency: 1, clock: setting.clock }) });
  const stop = new AbortController();
  const first = client.generate(model, input);
  const second = failureOf(client.generate(model, input, { signal: stop.signal }));
  setting.clock.after(100, () => stop.abort());
  expect(await second).toMatchObject({ code: "aborted", charged: "no", attempts: 0 });
  await first;
  expect(setting.posts()).toHaveLength(1);
});

it("cancels a queued job: it goes on, and can be recovered", async () => {
  const { client, clock, events, emulator } = await createSetting({ latency: "real" });
  const stop = new AbortController();
  clock.after(8000, () => stop.abort());
  const error = await failureOf(client.generate(model, input, { transport: "queued", signal: stop.signal }));
  expect(error).toMatchObject({ code: "aborted", charged: "maybe", requestId: expect.any(String) });
  const submitted = events.find((event) => event.type === "submitted");
  if (submitted?.type !== "submitted") throw new Error("No ticket was told");
  const { images } = await client.recover(submitted.ticket);
  expect(images).toHaveLength(1);
  expect(emulator.journal.charged.count).toBe(1);
});

it("leaves no listener behind on a signal that outlives the call", async () => {
  const { client } = await createSetting({ faults: [{ fault: { kind: "status", status: 502 }, times: 2 }] });
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  await client.generate(model, input, { signal, transport: "queued" });
  expect(listeners).toBeLessThanOrEqual(0);
});

it("counts the wait for a slot against the deadline", async () => {
  const setting = await createSetting({ latency: 50_000 });
  const client = setting.make({ limiter: createLimiter({ concurrency: 1, clock: setting.clock }) });
  const first = client.generate(model, input);
  const second = failureOf(client.generate(model, input, { timeout: { total: 20_000 } }));
  expect(await second).toMatchObject({ code: "deadline", charged: "no", attempts: 0, retryable: true });
  await first;
  expect(setting.posts()).toHaveLength(1);
});

it("gives up at the deadline of the whole call, and says what is open", async () => {
  const { client, clock } = await createSetting({ latency: 100_000 });
  const began = clock.now();
  const error = await failureOf(client.generate(model, input, { timeout: { total: 30_000 } }));
  expect(error).toMatchObject({ code: "deadline", charged: "maybe" });
  expect(clock.now() - began).toBe(30_000);
});

it("ends at once also where the given fetch does not listen to its signal", async () => {
  const { make, clock } = await createSetting();
  const client = make({ fetch: () => new Promise(() => {}) });
  const stop = new AbortController();
  clock.after(500, () => stop.abort());
  const began = clock.now();
  expect(await failureOf(client.generate(model, input, { signal: stop.signal }))).toMatchObject({
    code: "aborted",
  });
  expect(clock.now() - began).toBe(500);
  expect(await failureOf(client.generate(model, input))).toMatchObject({ code: "timeout", charged: "maybe" });
});
