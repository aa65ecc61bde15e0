import { expect, test } from "vitest";
import { createVirtualClock } from "../src/index.ts";
import { get, imageOf, post, prompt, startEmulator } from "./service.ts";

const v2 = "/v2/seedream-4";
const hour = 3_600_000;

async function submit(target: Parameters<typeof post>[0], body: unknown = { prompt }) {
  return (await (await post(target, v2, body)).json()) as Record<
    "request_id" | "status_url" | "response_url",
    string
  >;
}

test("a job is queued, runs, ends, and its result lives for one hour", async () => {
  const clock = createVirtualClock();
  const emulator = await startEmulator({ clock, latency: 20_000 });
  const job = await submit(emulator);
  expect(job).toMatchObject({ status: "QUEUED", poll_url: job.status_url });
  const status = async () =>
    ((await (await get(emulator, job.status_url)).json()) as { status: string }).status;
  expect(await status()).toBe("QUEUED");
  clock.advance(2000);
  expect(await status()).toBe("PROCESSING");
  clock.advance(18_000);
  expect(await status()).toBe("COMPLETED");
  const result = (await (await get(emulator, job.response_url)).json()) as { output: string };
  expect(result).toMatchObject({
    status: "COMPLETED",
    metrics: { inference_time: 18, queue_time: 2, total_time: 20, cost: 0.035, remaining_credits: 99.965 },
    images: [{ url: result.output }],
  });
  const image = await emulator.fetch(result.output);
  expect(await imageOf(image)).toEqual({ format: "jpeg", width: 2048, height: 2048 });
  clock.advance(hour - 1);
  expect((await get(emulator, job.response_url)).status).toBe(200);
  clock.advance(1);
  expect((await get(emulator, job.response_url)).status).toBe(404);
  expect((await emulator.fetch(result.output)).status).toBe(404);
});

test("an invalid body is taken, fails at once, and costs nothing", async () => {
  const emulator = await startEmulator();
  const job = await submit(emulator, { prompt: " ", size: "3K" });
  const failed = await get(emulator, job.status_url);
  expect(failed.status).toBe(422);
  expect(await failed.json()).toMatchObject({ status: "FAILED", error: expect.stringContaining("prompt") });
  expect(emulator.journal.charged.count).toBe(0);
});

test("several images come as a list", async () => {
  const emulator = await startEmulator({ sequence: "fewer" });
  const job = await submit(emulator, { prompt, sequential_image_generation: "auto", max_images: 4 });
  const result = (await (await get(emulator, job.response_url)).json()) as { output: string[] };
  expect(result.output).toHaveLength(3);
  expect(emulator.journal.charged).toMatchObject({ count: 1, micros: 105_000 });
});

test.each([
  [false, 404],
  [405, 405],
] as const)("without the queued transport (%s) a submit is %i", async (v2On, status) => {
  const emulator = await startEmulator({ v2: v2On });
  expect((await post(emulator, v2, { prompt })).status).toBe(status);
  expect((await post(emulator, "/v1/seedream-4", { prompt })).status).toBe(200);
});

test("what is not there is 404 with the envelope", async () => {
  const emulator = await startEmulator();
  for (const path of [
    "/v2/requests/nope",
    "/v2/requests/nope/status",
    "/images/nope.jpeg",
    "/assets/nope",
    "/v3",
  ]) {
    const response = await get(emulator, path);
    expect([path, response.status, Object.keys((await response.json()) as object)]).toEqual([
      path,
      404,
      ["error"],
    ]);
  }
  expect((await post(emulator, "/v1/seedream-9", { prompt })).status).toBe(404);
  expect((await post(emulator, "/v1/seedream-4", "not json")).status).toBe(400);
});
