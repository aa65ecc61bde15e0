import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createVirtualClock } from "../src/index.ts";
import { get, headers, key, post, prompt, startEmulator } from "./service.ts";

const v1 = "/v1/seedream-4.5";

test("an empty balance is 406 on v1 and 402 on v2, and what is left stays", async () => {
  const emulator = await startEmulator({ credits: 0.05 });
  expect((await post(emulator, v1, { prompt })).status).toBe(200);
  expect((await post(emulator, v1, { prompt })).status).toBe(406);
  expect((await post(emulator, "/v2/seedream-4.5", { prompt })).status).toBe(402);
  expect(await (await get(emulator, "/v1/get-user-credits")).json()).toEqual({
    credits: 0.01,
    "free-credits": 0,
  });
  emulator.reset();
  expect(emulator.journal).toMatchObject({
    requests: [],
    charged: { count: 0, micros: 0 },
    creditsLeft: 0.05,
  });
});

test("billing by generation charges several images once", async () => {
  const emulator = await startEmulator({ billing: "generation" });
  await post(emulator, v1, { prompt, sequential_image_generation: "auto", max_images: 4 });
  expect(emulator.journal.charged).toEqual({ count: 1, micros: 40_000, formatted: "$0.04" });
});

test.each([
  ["in process", undefined],
  ["on a port", 0],
])("a caller who goes away while the job runs has paid: %s", async (_, port) => {
  // Time stands still: the job never ends by itself.
  const clock = { ...createVirtualClock(), after: () => () => {} };
  const emulator = await startEmulator({ port, clock, latency: 1000 });
  const target = { url: emulator.url, fetch: port === undefined ? emulator.fetch : fetch };
  const controller = new AbortController();
  const call = post(target, v1, { prompt }, { signal: controller.signal });
  while (emulator.journal.charged.count === 0) await setImmediate();
  controller.abort(new Error("gone"));
  await expect(call).rejects.toThrow("gone");
  expect(emulator.journal.charged.count).toBe(1);
  expect(emulator.journal.requests[0]).not.toHaveProperty("status");
});

test("the journal tells each request, and neither key nor prompt", async () => {
  const emulator = await startEmulator({ clock: createVirtualClock({ start: 5000 }) });
  await post(emulator, v1, { prompt });
  await post(emulator, "/v1/nothing", { prompt: `${key} ${btoa(key)}` });
  await emulator.fetch(`${emulator.url}${v1}?key=${key}`, { method: "POST" });
  const { requests, version } = emulator.journal;
  expect(version).toBe(1);
  expect(requests).toEqual([
    {
      method: "POST",
      path: v1,
      origin: emulator.url,
      at: 5000,
      withKey: true,
      model: "seedream-4.5",
      promptHash: createHash("sha256").update(prompt).digest("hex"),
      bodyBytes: JSON.stringify({ prompt }).length,
      requestId: expect.any(String),
      status: 200,
      charged: 40_000,
    },
    expect.objectContaining({ status: 404, charged: 0 }),
    expect.objectContaining({ status: 401, charged: 0, withKey: false }),
  ]);
  const text = JSON.stringify(emulator.journal);
  for (const secret of [key, btoa(key), prompt]) expect(text).not.toContain(secret);
});

test("rate lets a minute's worth through at once, then refills evenly, for each key", async () => {
  const clock = createVirtualClock();
  const emulator = await startEmulator({ clock, rate: 2, retryAfter: true });
  const status = async (apiKey = key) =>
    (await post(emulator, v1, { prompt }, { headers: { ...headers, "x-api-key": apiKey } })).status;
  expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
  expect(await status("another")).toBe(200);
  const limited = await post(emulator, v1, { prompt });
  expect(limited.headers.get("retry-after")).toBe("30");
  expect(limited.headers.get("x-rate-limit-remaining")).toBe("0");
  clock.advance(30_000);
  expect([await status(), await status()]).toEqual([200, 429]);
});

test("the key that was set is the only one let in; a blank one never is", async () => {
  const emulator = await startEmulator({ apiKey: key });
  const status = async (apiKey: string) =>
    (await post(emulator, v1, { prompt }, { headers: { ...headers, "x-api-key": apiKey } })).status;
  expect([await status(key), await status("other"), await status(" ")]).toEqual([200, 401, 401]);
});
