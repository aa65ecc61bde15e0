import { createClient, isSeedkitError, type Transport } from "@seedkit/core";
import { afterAll, describe, expect, it } from "vitest";
import { createEmulator, createVirtualClock } from "../src/index.ts";
import { type End, faultRows, queuedRows } from "./fault-rows.ts";

const model = "seedream-4.5";
const price = 40_000;
const totalMs = 300_000;

type Case = Omit<(typeof faultRows)[number], "sync" | "queued">;

const clock = createVirtualClock();
const emulator = await createEmulator({ clock, pixels: "plain" });
afterAll(() => emulator.close());
let scopes = 0;

/** Makes the call in a scope of its own, and tells how it ended, with the emulator's books beside it. */
async function run({ faults, retry, maxBytes }: Case, transport: Transport) {
  const scope = emulator.scope(`case-${scopes++}`);
  scope.addFaults(faults);
  const client = createClient({
    apiKey: "test-key-1234",
    baseUrl: scope.url,
    fetch: scope.fetch,
    clock,
    random: () => 0.5,
    retry,
    maxBytes,
    transport,
    timeout: { total: totalMs },
  });
  const began = clock.now();
  const result = await client.generate(model, { prompt: "A teapot" }).then(
    (generation) => ({ code: "image" as const, generation, error: undefined }),
    (error: unknown) => {
      if (!isSeedkitError(error)) throw error;
      return { code: error.code, error, generation: undefined };
    },
  );
  const { journal } = scope;
  const posts = journal.requests.filter(({ method }) => method === "POST").length;
  return { ...result, posts, journal, tookMs: clock.now() - began };
}

function expectEnd(result: Awaited<ReturnType<typeof run>>, end: End): void {
  expect({ code: result.code, posts: result.posts }).toEqual({ code: end.code, posts: end.posts });
  expect(result.tookMs).toBeLessThanOrEqual(totalMs);
  const { count } = result.journal.charged;
  if (result.generation) {
    const [image] = result.generation.images;
    expect(image).toMatchObject({ mediaType: "image/jpeg", width: 2048, height: 2048 });
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(result.posts);
    return;
  }
  expect(result.error?.charged).toBe(end.charged);
  expect(result.error?.model).toBe(model);
  // The truth never costs more than the client says.
  if (end.charged === "no") expect(count).toBe(0);
  else expect(result.journal.charged.micros).toBeLessThanOrEqual(price * result.posts);
}

describe.each(["sync", "queued"] as const)("the %s transport meets", (transport) => {
  it.each(faultRows)("$name", async (row) => {
    expectEnd(await run(row, transport), row[transport]);
  });
});

describe("a running job meets trouble:", () => {
  it.each(queuedRows)("$name", async (row) => {
    const result = await run(row, "queued");
    expectEnd(result, row.end);
    // Whatever fails after the submission can still be recovered.
    if (result.error) expect(result.error.requestId).toBeTypeOf("string");
  });
});

it("tells when to come back where the wait is longer than the deadline", async () => {
  const faults = [{ fault: { kind: "status" as const, status: 429, retryAfter: 900 } }];
  const { error, tookMs } = await run({ name: "", faults }, "sync");
  expect(error).toMatchObject({ retryAfterMs: 900_000, retryable: true, attempts: 1 });
  expect(error?.hint).toContain("900 s");
  expect(tookMs).toBe(0);
});

it("keeps the addresses of images that are paid for and could not be fetched", async () => {
  const faults = [{ match: { path: "/images/**" }, fault: { kind: "status" as const, status: 500 } }];
  const { error, journal } = await run({ name: "", faults }, "queued");
  expect(journal.charged.count).toBe(1);
  expect(error).toMatchObject({ charged: "yes" });
  expect(error?.imageUrls).toHaveLength(1);
});
