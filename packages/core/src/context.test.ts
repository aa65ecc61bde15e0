import { describe, expect, test } from "vitest";
import { png } from "../test/images.ts";
import { createManualClock } from "../test/manual-clock.ts";
import { type ClientEvent, createClient } from "./index.ts";

const apiKey = "SG_0123456789abcdef";
const input = { prompt: "x" };
const url = "https://images.segmind.com/a.png";

test("a listener that throws costs no image, and keeps nothing from the others", async () => {
  const heard: ClientEvent["type"][] = [];
  const client = createClient({
    apiKey,
    onEvent: () => {
      throw new Error("The progress line broke");
    },
    fetch: async (address) => (String(address) === url ? new Response(png(2, 2)) : Response.json({ url })),
  });
  const { images } = await client.generate("seedream-4", input, { onEvent: ({ type }) => heard.push(type) });
  expect(images).toMatchObject([{ width: 2, height: 2, url }]);
  expect(heard).toEqual(["attempt", "downloading"]);
});

test("a key that cannot be read is an error like any other, with its cause", async () => {
  const cause = new Error("The keychain is locked");
  const client = createClient({
    apiKey: () => {
      throw cause;
    },
  });
  await expect(client.credits()).rejects.toMatchObject({ code: "unauthenticated", charged: "no", cause });
});

describe("what never left counts as no attempt", () => {
  const client = createClient({
    apiKey,
    clock: createManualClock(),
    fetch: () => Promise.reject(new Error("sent")),
  });

  test("without time left", async () => {
    const events: string[] = [];
    const options = { timeout: { total: 0 }, onEvent: ({ type }: ClientEvent) => events.push(type) };
    await expect(client.generate("seedream-4", input, options)).rejects.toMatchObject({
      code: "deadline",
      charged: "no",
      attempts: 0,
    });
    expect(events).toEqual([]);
  });

  test("cancelled by a listener, nothing is sent", async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal, onEvent: () => controller.abort() };
    await expect(client.generate("seedream-4", input, options)).rejects.toMatchObject({
      code: "aborted",
      charged: "no",
    });
  });

  test("cancelled before", async () => {
    const signal = AbortSignal.abort();
    await expect(client.generate("seedream-4", input, { signal })).rejects.toMatchObject({
      code: "aborted",
      charged: "no",
      attempts: 0,
    });
  });
});
