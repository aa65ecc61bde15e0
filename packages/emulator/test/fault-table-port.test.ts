import { type Clock, createClient, isSeedkitError, type Transport } from "@seedkit/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createEmulator, type Emulator } from "../src/index.ts";
import { faultRows } from "./fault-rows.ts";

// The client's two minutes pass in four seconds: enough for a busy machine, and only a stalled body takes them.
const fast = 30;
const clock: Clock = {
  now: () => performance.timeOrigin + performance.now() * fast,
  after(ms, callback) {
    const timer = setTimeout(callback, ms / fast);
    return () => clearTimeout(timer);
  },
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({ port: 0, pixels: "plain" });
});
afterAll(() => emulator.close());

// What depends on the emulator's own clock is in the table without sockets.
vi.setConfig({ testTimeout: 60_000 });

const rows = faultRows.filter(({ name }) => !/slow body|Retry-After/.test(name));

describe.each(["sync", "queued"] as const)(
  "over real sockets the %s transport meets",
  (transport: Transport) => {
    it.each(rows)("$name", async ({ faults, retry, maxBytes, name, ...ends }) => {
      const end = ends[transport];
      const scope = emulator.scope(`${transport}-${name.replaceAll(/\W/g, "-")}`);
      scope.addFaults(faults);
      const client = createClient({
        apiKey: "test-key-1234",
        baseUrl: scope.url,
        clock,
        retry,
        maxBytes,
        transport,
      });
      const ended = await client.generate("seedream-4", { prompt: "A teapot" }).then(
        ({ images }) => ({ code: "image", charged: undefined, images }),
        (error: unknown) => {
          if (!isSeedkitError(error)) throw error;
          return { code: error.code, charged: error.charged, images: [] };
        },
      );
      const { requests, charged } = scope.journal;
      expect({
        code: ended.code,
        charged: ended.charged,
        posts: requests.filter(({ method }) => method === "POST").length,
      }).toEqual({ charged: undefined, ...end });
      if (end.charged === "no") expect(charged.count).toBe(0);
      if (end.code === "image") expect(ended.images[0]).toMatchObject({ width: 2048, height: 2048 });
    });
  },
);

it("does not carry the key to another origin", async () => {
  const other = await createEmulator({ port: 0, pixels: "plain" });
  const scope = emulator.scope("redirect");
  for (const status of [301, 302, 303, 307, 308]) {
    scope.addFaults([
      { fault: { kind: "status", status, headers: { location: `${other.url}/v1/seedream-4` } }, times: 1 },
    ]);
    const client = createClient({ apiKey: "test-key-1234", baseUrl: scope.url });
    await expect(client.generate("seedream-4", { prompt: "x" })).rejects.toMatchObject({
      code: "redirected",
      charged: "no",
    });
  }
  expect(other.journal.requests).toHaveLength(0);
  await other.close();
});

it("tells a refused connection and an unknown host from a lost one: nothing was sent", async () => {
  const gone = await createEmulator({ port: 0 });
  await gone.close();
  for (const baseUrl of [gone.url, gone.url.replace("127.0.0.1", "nobody.localhost")]) {
    const client = createClient({ apiKey: "test-key-1234", baseUrl, clock, retry: { attempts: 2 } });
    await expect(client.generate("seedream-4", { prompt: "x" })).rejects.toMatchObject({
      code: "connect_failed",
      charged: "no",
      attempts: 2,
    });
  }
});
