import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createManualClock, settle } from "../test/manual-clock.ts";
import { bodies, breakdowns, headers, key, statuses } from "../test/random-answers.ts";
import { classifyStatus, classifyText, classifyThrown } from "./classify.ts";
import { decode } from "./decode.ts";
import { errorText } from "./error-text.ts";
import { createClient, errorCodes, type Generation, isSeedkitError } from "./index.ts";
import { redact } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";
import { readHeader } from "./size/header.ts";

const codes = new Set<string>(errorCodes);
const charges = new Set(["no", "maybe", "yes"]);

// 120,000 answers, the same ones each time: 100,000 to the parts that read them, 20,000 to whole clients.
describe("whatever is answered", () => {
  test("the decoder and the classifier name images or a failure, and never throw", () => {
    let images = 0;
    fc.assert(
      fc.property(bodies, statuses, headers, (body, status, head) => {
        const decoded = decode(body);
        if ("failure" in decoded) {
          if (!codes.has(decoded.failure.code)) throw new Error(decoded.failure.code);
          if (decoded.message === "") throw new Error("No message");
        } else {
          images++;
          if (decoded.images.length === 0) throw new Error("No image");
          for (const found of decoded.images) {
            if ("url" in found ? !URL.canParse(found.url) : !readHeader(found.bytes))
              throw new Error("No image");
          }
        }
        const said = errorText(new TextDecoder().decode(body));
        for (const { code, charged } of [classifyStatus(status, said), classifyThrown(said)]) {
          if (!codes.has(code) || !charges.has(charged)) throw new Error(code);
        }
        classifyText(said);
        if (redact(said, key).includes(key)) throw new Error("The key came through");
        const ms = retryAfterMs(new Headers(head), 1_800_000_000_000);
        if (ms !== undefined && !(ms >= 0 && ms <= 86_400_000)) throw new Error(`Waits ${ms}`);
      }),
      { seed: 12, numRuns: 100_000 },
    );
    expect(images).toBeGreaterThan(5000);
  }, 60_000);

  const answer = fc.record({ body: bodies, status: statuses, head: headers });
  const ids = fc.constantFrom(undefined, "req_1", "req_1", "req_1", "../..", "a/b?c#d", "\ud800", "%");
  const turn = fc.oneof({ weight: 9, arbitrary: answer }, { weight: 1, arbitrary: breakdowns });

  test.each([
    ["sync", 12_000],
    ["queued", 8000],
  ] as const)(
    "a client gives images or a SeedkitError: %s",
    async (transport, numRuns) => {
      let succeeded = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 5 }), ids, async (turns, id) => {
          const clock = createManualClock();
          const posts: Turn[] = [];
          let asked = id !== undefined && transport === "queued" ? -1 : 0;
          const client = createClient({
            apiKey: key,
            transport,
            clock,
            random: () => 0.5,
            maxBytes: 4000,
            fetch: async (url, init) => {
              // Most queued calls get past the submission, and half of them past the waiting.
              if (asked++ < 0) return Response.json({ request_id: id });
              if (id === "req_1" && String(url).endsWith("/status"))
                return Response.json({ status: "COMPLETED" });
              const now = turns[(asked - 1) % turns.length] as Turn;
              if (init?.method === "POST") posts.push(now);
              // Who keeps the images was not told the key, and cannot repeat it.
              if (!new Headers(init?.headers).has("x-api-key") && repeatsKey(now))
                throw new TypeError("fetch failed");
              return respond(now);
            },
          });
          const result = await settle(clock, client.generate("seedream-4.5", { prompt: "x" }));
          if (result.status === "fulfilled") {
            succeeded++;
            check(result.value);
          } else {
            checkError(result.reason);
          }
          for (const post of posts.slice(0, -1)) if (!isFree(post)) throw new Error("Posted again");
          if (clock.pending() > 0) throw new Error("A timer was left");
        }),
        { seed: 13, numRuns },
      );
      expect(succeeded).toBeGreaterThan(100);
    },
    60_000,
  );
});

type Turn = { body: Uint8Array; status: number; head: [string, string][] } | string;

function respond(turn: Turn): Response | Promise<Response> {
  if (typeof turn !== "string") {
    const { body, status, head } = turn;
    const bodiless = [204, 205, 304].includes(status);
    return new Response(bodiless ? null : (body as Uint8Array<ArrayBuffer>), { status, headers: head });
  }
  if (turn === "hangs") return new Promise(() => {});
  if (turn === "body hangs") return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
  if (turn === "body breaks") {
    return new Response(new ReadableStream({ pull: (stream) => stream.error(new Error(`lost ${key}`)) }));
  }
  if (turn === "a text") throw `no ${key}`;
  if (turn === "nothing") throw undefined;
  throw Object.assign(new TypeError(`fetch failed ${key}`), { cause: { code: turn } });
}

function check({ images, failures, attempts }: Generation): void {
  if (images.length === 0 || !(attempts >= 1)) throw new Error("No image");
  for (const { bytes, width, height } of images) {
    if (!readHeader(bytes) || !(width >= 0) || !(height >= 0)) throw new Error("No image");
  }
  for (const failure of failures) checkError(failure);
}

function checkError(error: unknown): void {
  if (!isSeedkitError(error)) throw error;
  if (!codes.has(error.code) || !charges.has(error.charged)) throw new Error(error.code);
  if (error.message === "") throw new Error("No message");
  const cause =
    error.cause instanceof Error ? `${error.cause.message}${error.cause.stack}` : String(error.cause);
  const told = `${JSON.stringify(error)}${error.stack}${cause}`;
  if (told.includes(key) || told.includes(base64Key)) throw new Error("The key came through");
}

const repeatsKey = (turn: Turn) =>
  typeof turn === "string" ||
  Buffer.from(turn.body).includes(key) ||
  Buffer.from(turn.body).includes(base64Key);
const base64Key = Buffer.from(key).toString("base64").slice(0, 20);

/** An answer after which the vendor bills nothing, so that the post may be repeated. */
function isFree(turn: Turn): boolean {
  if (typeof turn === "string") return turn === "ECONNREFUSED";
  return [404, 405, 429, 500, 502, 503].includes(turn.status);
}
