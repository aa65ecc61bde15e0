import { expect, test } from "vitest";
import { createVirtualClock } from "../src/index.ts";
import { get, imageOf, post, prompt, startEmulator } from "./service.ts";

const v1 = "/v1/seedream-4";
const several = { prompt, sequential_image_generation: "auto", max_images: 2 };
const images = async (response: Response) => ((await response.json()) as { images: unknown[] }).images;

test("several v1 images come as addresses, data URIs or base64", async () => {
  const urls = await startEmulator();
  const [first] = (await images(await post(urls, v1, several))) as { url: string }[];
  expect(await imageOf(await urls.fetch(first?.url ?? ""))).toMatchObject({ width: 2048 });
  const uris = await startEmulator({ v1Multiple: "data-uris" });
  expect(await images(await post(uris, v1, several))).toEqual(
    Array(2).fill(expect.stringMatching(/^data:image\/jpeg;base64,/)),
  );
  const base64 = await startEmulator({ v1Multiple: "base64" });
  expect(await images(await post(base64, v1, several))).toEqual(
    Array(2).fill(expect.stringMatching(/^\/9j\//)),
  );
});

test("one v1 image may come as JSON too", async () => {
  const emulator = await startEmulator({ v1Single: "urls" });
  expect(await images(await post(emulator, v1, { prompt }))).toHaveLength(1);
});

test.each(["png", "webp"] as const)("%s by switch, named so", async (format) => {
  const emulator = await startEmulator({ format });
  const response = await post(emulator, v1, { prompt, size: "1K" });
  expect(response.headers.get("content-type")).toBe(`image/${format}`);
  expect(await imageOf(response)).toEqual({ format, width: 1024, height: 1024 });
});

test("unknown fields are refused with a suggestion, or ignored", async () => {
  const strict = await startEmulator();
  const refusal = await post(strict, v1, { prompt, aspectRatio: "1:1" });
  expect([refusal.status, await refusal.text()]).toEqual([400, expect.stringContaining("aspect_ratio")]);
  const loose = await startEmulator({ unknownFields: "ignore" });
  expect((await post(loose, v1, { prompt, seed: 3 })).status).toBe(200);
});

test("references: the vendor's limit, another, none, and no data URIs", async () => {
  const references = (count: number) => ({
    prompt,
    image_input: Array(count).fill("https://example.com/a.png"),
  });
  const vendor = await startEmulator();
  expect([
    (await post(vendor, v1, references(10))).status,
    (await post(vendor, v1, references(11))).status,
  ]).toEqual([200, 400]);
  const three = await startEmulator({ maxReferences: 3 });
  expect((await post(three, v1, references(4))).status).toBe(400);
  const any = await startEmulator({ maxReferences: "any" });
  expect((await post(any, v1, references(20))).status).toBe(200);
  const addresses = await startEmulator({ dataUris: "refuse" });
  expect((await post(addresses, v1, { prompt, image_input: ["data:image/png;base64,AAAA"] })).status).toBe(
    400,
  );
});

test("a preset under the vendor's floor is kept, or refused", async () => {
  const body = { prompt, size: "1K", aspect_ratio: "16:9" };
  expect((await post(await startEmulator(), v1, body)).status).toBe(200);
  expect((await post(await startEmulator({ underFloor: "refuse" }), v1, body)).status).toBe(400);
});

test("a v1 job that takes too long dies with the text the service has for it", async () => {
  const clock = createVirtualClock();
  const emulator = await startEmulator({ clock, latency: 200_000, v1TimeLimit: 100_000 });
  const began = clock.now();
  const response = await post(emulator, v1, { prompt });
  expect([response.status, await response.json()]).toEqual([500, { error: "Internal Polling Error" }]);
  expect(clock.now() - began).toBe(100_000);
});

test("cors: any page may call, also one of origin null, and reads every header", async () => {
  const emulator = await startEmulator({ port: 0 });
  const preflight = await fetch(`${emulator.url}${v1}`, {
    method: "OPTIONS",
    headers: {
      origin: "null",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-api-key",
      "access-control-request-private-network": "true",
    },
  });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "content-type,x-api-key",
    "access-control-allow-private-network": "true",
  });
  const answer = await post({ url: emulator.url, fetch }, v1, { prompt });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-expose-headers")).toContain("x-remaining-credits");
});

test("cors: none sends no such header", async () => {
  const emulator = await startEmulator({ cors: "none" });
  const preflight = await emulator.fetch(`${emulator.url}${v1}`, {
    method: "OPTIONS",
    headers: { origin: "null" },
  });
  expect(preflight.ok).toBe(false);
  expect((await post(emulator, v1, { prompt })).headers.has("access-control-allow-origin")).toBe(false);
});

test("it takes the key's place at any host, in process", async () => {
  const emulator = await startEmulator();
  const response = await post({ url: "https://api.example.com", fetch: emulator.fetch }, v1, { prompt });
  expect(response.url).toBe(`https://api.example.com${v1}`);
  expect(emulator.journal.requests[0]?.origin).toBe("https://api.example.com");
  expect(await (await get(emulator, "/")).json()).toMatchObject({ name: "Seedkit emulator" });
});
