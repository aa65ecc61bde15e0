import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, isSeedkitError, readHeader, type Spool, type Transport } from "@seedkit/core";
import { createFileSpool, type SpooledImage } from "@seedkit/core/node";
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

const folder = await mkdtemp(join(tmpdir(), "seedkit-spool-"));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;
const place = async () => join(folder, String(files++));
const taken: Promise<unknown>[] = [];

/** A file spool on the clock that jumps: it may not while a file is written, and may while a piece is awaited. */
function spoolOf(memoryBytes: number): Spool<SpooledImage> {
  const spool = createFileSpool({ place, memoryBytes });
  return (pieces) => {
    let free = clock.busy();
    async function* watched() {
      const iterator = streamOf(pieces);
      try {
        for (;;) {
          free();
          const { done, value } = await iterator.next().finally(() => {
            free = clock.busy();
          });
          if (done) return;
          yield value;
        }
      } finally {
        await iterator.return();
      }
    }
    const image = spool(watched()).finally(() => free());
    taken.push(image);
    return image;
  };
}

async function* streamOf(pieces: Parameters<Spool>[0]) {
  yield* pieces;
}

/** Where the images go: into memory, files, or files but for what is small. */
const spools = { memory: undefined, files: spoolOf(0), spool: spoolOf(65_536) } as const;
type Keeping = keyof typeof spools;

/** Makes the call in a scope of its own, and tells how it ended, with the emulator's books beside it. */
async function run({ faults, retry, maxBytes }: Case, transport: Transport, keeping: Keeping = "memory") {
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
  const spool = spools[keeping];
  const input = { prompt: "A teapot" };
  const call: Promise<{ readonly images: readonly Kept[] }> = spool
    ? client.generate(model, input, { spool })
    : client.generate(model, input);
  const result = await call.then(
    ({ images }) => ({ code: "image" as const, images, error: undefined }),
    (error: unknown) => {
      if (!isSeedkitError(error)) throw error;
      return { code: error.code, error, images: undefined };
    },
  );
  const { journal } = scope;
  const posts = journal.requests.filter(({ method }) => method === "POST").length;
  return { ...result, posts, journal, tookMs: clock.now() - began };
}

type Kept = { readonly mediaType: string; readonly width: number; readonly height: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly path: string }
);

/** The bytes of the one image, wherever it is; nothing else is left in the folder. */
async function bytesOf(images: readonly Kept[] = []): Promise<Uint8Array | undefined> {
  await Promise.allSettled(taken.splice(0));
  const paths = images.flatMap((image) => ("path" in image ? image.path : []));
  expect((await readdir(folder)).map((name) => join(folder, name))).toEqual(paths);
  const [image] = images;
  if (!image || "bytes" in image) return image?.bytes;
  const bytes = await readFile(image.path);
  await rm(image.path);
  return bytes;
}

function expectEnd(result: Awaited<ReturnType<typeof run>>, end: End): void {
  expect({ code: result.code, posts: result.posts }).toEqual({ code: end.code, posts: end.posts });
  expect(result.tookMs).toBeLessThanOrEqual(totalMs);
  const { count } = result.journal.charged;
  if (result.images) {
    const [image] = result.images;
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

describe.each([
  ["sync", "memory"],
  ["queued", "memory"],
  ["sync", "files"],
  ["queued", "files"],
  ["sync", "spool"],
] as const)("the %s transport, images to %s, meets", (transport, keeping) => {
  it.each(faultRows)("$name", async (row) => {
    const result = await run(row, transport, keeping);
    expectEnd(result, row[transport]);
    const bytes = await bytesOf(result.images);
    if (result.images) expect(readHeader(bytes ?? new Uint8Array())?.width).toBe(2048);
    if (keeping === "files") expect(result.images?.[0] ?? { path: "" }).toHaveProperty("path");
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
