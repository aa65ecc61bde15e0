import { createClient, type Ticket } from "@seedkit/core";
import { expect, it } from "vitest";
import { createSetting, failureOf, key, model, price } from "./setting.ts";

const input = { prompt: "A teapot", aspect_ratio: "16:9" } as const;

/** As another process reads it from a file. */
const onDisk = (ticket: Ticket) => JSON.parse(JSON.stringify(ticket)) as Ticket;

it("is submitted by one client and finished by another, paid once", async () => {
  const setting = await createSetting({ latency: "real" });
  const ticket = onDisk(await setting.client.submit(model, input));
  expect(JSON.stringify(ticket)).not.toContain(key);
  const { emulator, clock } = setting;
  const other = createClient({ apiKey: key, baseUrl: emulator.url, fetch: emulator.fetch, clock });
  const generation = await other.recover(ticket);
  expect(generation).toMatchObject({ requestId: ticket.requestId, model, plan: ticket.plan, input });
  expect(generation.images).toHaveLength(1);
  // Reading it again costs nothing.
  await other.recover(ticket);
  expect(emulator.journal.charged).toMatchObject({ count: 1, micros: price });
  expect(setting.posts()).toHaveLength(1);
});

it("tells what the service says of cost, balance and time", async () => {
  const { client } = await createSetting({ latency: 4000, credits: 10 });
  const generation = await client.generate(model, input, { transport: "queued" });
  expect(generation.cost).toEqual({
    estimated: {
      min: { micros: price, formatted: "$0.04" },
      max: { micros: price, formatted: "$0.04" },
      formatted: "$0.04",
    },
    reported: { micros: price, formatted: "$0.04" },
  });
  expect(generation.creditsLeft).toBeCloseTo(9.96);
  const { inferenceMs = 0, queueMs = 0 } = generation.timings;
  expect(inferenceMs + queueMs).toBe(4000);
  expect(generation.timings.totalMs).toBeGreaterThanOrEqual(4000);
});

it("is refused by a client of another API: a file on disk never moves the key", async () => {
  const { client, make, emulator } = await createSetting();
  const ticket = await client.submit(model, input);
  const before = emulator.journal.requests.length;
  const elsewhere = make({ baseUrl: "https://other.example" });
  expect(await failureOf(elsewhere.recover(ticket))).toMatchObject({
    code: "invalid_input",
    requestId: ticket.requestId,
  });
  expect(emulator.journal.requests).toHaveLength(before);
});

it("expires after an hour, and says that it was paid", async () => {
  const { client, clock } = await createSetting();
  const ticket = await client.submit(model, input);
  await client.recover(ticket);
  clock.advance(3_600_001);
  expect(await failureOf(client.recover(ticket))).toMatchObject({
    code: "expired",
    charged: "yes",
    requestId: ticket.requestId,
  });
});

it("fails where a job fails: not charged, with the service's own words", async () => {
  const { client, emulator } = await createSetting({ faults: [{ fault: { kind: "moderated" } }] });
  const error = await failureOf(client.generate(model, input, { transport: "queued" }));
  expect(error).toMatchObject({
    code: "moderated",
    charged: "no",
    retryable: false,
    requestId: expect.any(String),
  });
  expect(error.message).toContain("sensitive information");
  expect(emulator.journal.charged.count).toBe(0);
});

it("says that a model has no queue, and sends by v1 with a warning", async () => {
  const { client, events, emulator } = await createSetting({ v2: false });
  expect(await failureOf(client.submit(model, input))).toMatchObject({ code: "not_found", charged: "no" });
  const generation = await client.generate(model, input, { transport: "queued" });
  expect(generation.images).toHaveLength(1);
  expect(generation.warnings.map(({ code }) => code)).toContain("no_queue");
  expect(events).toContainEqual(expect.objectContaining({ type: "warning" }));
  expect(emulator.journal.charged.count).toBe(1);
});

it("a job that failed is asked about once, also where its error reads like one that passes", async () => {
  const setting = await createSetting({
    faults: [{ fault: { kind: "polling-error" } }],
  });
  const error = await failureOf(setting.client.generate(model, input, { transport: "queued" }));
  expect(error).toMatchObject({ code: "gateway_timeout", charged: "maybe", status: 422, attempts: 1 });
  const asked = setting.emulator.journal.requests.filter(({ method }) => method === "GET");
  expect(asked).toHaveLength(1);
});

it("what fails while a ticket is recovered names the request", async () => {
  const setting = await createSetting({ latency: 60_000 });
  const ticket = await setting.client.submit(model, input);
  const error = await failureOf(setting.make({ timeout: { total: 5000 } }).recover(ticket));
  expect(error).toMatchObject({ code: "deadline", charged: "maybe", requestId: ticket.requestId });
});
