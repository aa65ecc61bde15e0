import { createLimiter, type Variation } from "@seedkit/core";
import { expect, it } from "vitest";
import { createSetting, failureOf, model, price } from "./setting.ts";

const input = { prompt: "A teapot" };

async function collect(iterable: AsyncIterable<Variation>): Promise<Variation[]> {
  const all: Variation[] = [];
  for await (const variation of iterable) all.push(variation);
  return all;
}

it("keeps the paid siblings when one of several fails", async () => {
  const { client, emulator } = await createSetting({ faults: [{ fault: { kind: "moderated" }, nth: 2 }] });
  const all = await collect(client.variations(model, input, 4));
  expect(all.filter(({ ok }) => ok)).toHaveLength(3);
  expect(all.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3]);
  expect(all.find(({ ok }) => !ok)).toMatchObject({ error: { code: "moderated", charged: "no" } });
  expect(emulator.journal.charged).toMatchObject({ count: 3, micros: 3 * price });
});

it("sends no more once the balance is empty", async () => {
  const { client, posts } = await createSetting({ credits: 0.08 });
  const all = await collect(client.variations(model, input, 10, { concurrency: 1 }));
  expect(all.filter(({ ok }) => ok)).toHaveLength(2);
  expect(all.filter((one) => !one.ok && one.error.code === "insufficient_credits")).toHaveLength(8);
  expect(posts()).toHaveLength(3);
});

it("refuses before the first post what could pass the cap", async () => {
  const { client, emulator } = await createSetting();
  const over = failureOf(collect(client.variations(model, input, 3, { maxCost: 3 * price - 1 })));
  expect(await over).toMatchObject({ code: "over_budget", charged: "no" });
  const sequence = { ...input, sequential_image_generation: "auto", max_images: 5 } as const;
  expect(await failureOf(client.generate(model, sequence, { maxCost: 5 * price - 1 }))).toMatchObject({
    code: "over_budget",
  });
  expect(emulator.journal.requests).toHaveLength(0);
  await client.generate(model, sequence, { maxCost: 5 * price });
  expect(emulator.journal.charged.micros).toBe(5 * price);
});

it("stops what is not sent when the caller leaves the loop", async () => {
  const { client, posts } = await createSetting({ latency: 1000 });
  for await (const variation of client.variations(model, input, 50, { concurrency: 2 })) {
    expect(variation.ok).toBe(true);
    break;
  }
  expect(posts().length).toBeLessThanOrEqual(3);
});

it("refuses a count that is none", async () => {
  const { client } = await createSetting();
  for (const count of [0, -1, 1.5, Number.NaN]) {
    expect(await failureOf(collect(client.variations(model, input, count)))).toMatchObject({
      code: "invalid_input",
    });
  }
});

it("lets one 429 pause every call of the limiter, and meets the service's rate", async () => {
  const setting = await createSetting({ rate: 5, retryAfter: true });
  const limiter = createLimiter({ concurrency: 8, clock: setting.clock });
  const client = setting.make({ limiter, timeout: { total: 3_600_000 }, retry: { attempts: 50 } });
  const all = await collect(client.variations(model, input, 20, { concurrency: 8 }));
  expect(all.every(({ ok }) => ok)).toBe(true);
  const refused = setting.posts().filter(({ status }) => status === 429);
  // Eight run at once: without the shared pause each of them would be refused again and again.
  expect(refused.length).toBeLessThan(60);
  expect(setting.emulator.journal.charged.count).toBe(20);
});

it("is never refused where its own rate is the service's", async () => {
  const setting = await createSetting({ rate: 60 });
  const client = setting.make({
    limiter: createLimiter({ perMinute: 60, clock: setting.clock }),
    timeout: { total: 3_600_000 },
  });
  const all = await collect(client.variations(model, input, 150, { concurrency: 20 }));
  expect(all.every(({ ok }) => ok)).toBe(true);
  expect(setting.posts().filter(({ status }) => status === 429)).toHaveLength(0);
});

it("spends its retries together: while the service is down, many calls soon make one post each", async () => {
  const { client, posts } = await createSetting({ faults: [{ fault: { kind: "status", status: 503 } }] });
  const all = await collect(client.variations(model, input, 100, { concurrency: 10 }));
  expect(all.every((one) => !one.ok && one.error.code === "unavailable")).toBe(true);
  expect(posts()).toHaveLength(100 + 20);
});

it("gives the images a sequence holds, and bills each", async () => {
  for (const v1Multiple of ["urls", "data-uris", "base64"] as const) {
    const { client, emulator } = await createSetting({ v1Multiple });
    const generation = await client.generate(model, {
      ...input,
      sequential_image_generation: "auto",
      max_images: 4,
    });
    expect(generation.images).toHaveLength(4);
    expect(generation.cost.estimated).toMatchObject({ min: { micros: price }, max: { micros: 4 * price } });
    expect(emulator.journal.charged.micros).toBe(4 * price);
  }
});

it("keeps the images that came when one of a sequence cannot be fetched", async () => {
  const { client } = await createSetting({
    v1Multiple: "urls",
    faults: [{ match: { path: "/images/**" }, fault: { kind: "status", status: 404 }, nth: 2 }],
  });
  const generation = await client.generate(model, {
    ...input,
    sequential_image_generation: "auto",
    max_images: 3,
  });
  expect(generation.images).toHaveLength(2);
  expect(generation.failures).toMatchObject([{ charged: "yes", imageUrls: [expect.any(String)] }]);
});

it("reads the balance", async () => {
  const { client } = await createSetting({ credits: 12.5 });
  expect(await client.credits()).toMatchObject({ credits: 12.5 });
});

it("asks for a key before anything is sent", async () => {
  const { make, emulator } = await createSetting();
  for (const apiKey of [undefined, "", "  ", () => undefined, "two\nlines"]) {
    const error = await failureOf(make({ apiKey }).generate(model, input));
    expect(error).toMatchObject({ code: "unauthenticated", charged: "no", attempts: 0 });
    expect(JSON.stringify(error)).not.toContain("lines");
  }
  expect(emulator.journal.requests).toHaveLength(0);
});
