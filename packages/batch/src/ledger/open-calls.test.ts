import { createClient, money, resultLifetimeMs } from "@seedkit/core";
import { createEmulator } from "@seedkit/emulator";
import { expect, test } from "vitest";
import { openCalls } from "./open-calls.ts";
import type { LedgerRecord } from "./record.ts";

const service = await createEmulator({ pixels: "plain" });
const { fetch, url } = service;
const client = createClient({ apiKey: "sk-open-calls-0123456789", baseUrl: url, fetch });
const ticket = await client.submit("seedream-4.5", { prompt: "A fox" });
const at = ticket.submittedAt;

/** What a program leaves that dies after these lines. */
function left(...more: readonly LedgerRecord[]): string {
  const planned: LedgerRecord = {
    ...{ version: 1, type: "planned", at, job: "fox-0-fox" },
    ...{ id: "fox", index: 0, reserved: money(40_000) },
  };
  return [planned, ...more].map((record) => `${JSON.stringify(record)}\n`).join("");
}

const started: LedgerRecord = { version: 1, type: "started", at, job: "fox-0-fox", attempt: 1 };
const submitted: LedgerRecord = { version: 1, type: "submitted", at, job: "fox-0-fox", ticket };

test("a request can be fetched for as long as the service keeps results, and not a moment longer", () => {
  const ledger = left(started, submitted);
  const as = (now: number) => openCalls(ledger, now).map((call) => call.as);
  expect(as(at)).toEqual(["recoverable"]);
  expect(as(at + resultLifetimeMs - 1)).toEqual(["recoverable"]);
  expect(as(at + resultLifetimeMs)).toEqual(["expired"]);
});

test("of a post without an answer nobody knows, however old it is", () => {
  expect(openCalls(left(started), at + 9 * resultLifetimeMs)).toEqual([
    { job: "fox-0-fox", id: "fox", as: "unknown" },
  ]);
});

test("what failed is open where it was paid for", () => {
  const failed = (charged: "yes" | "no"): LedgerRecord => ({
    ...{ version: 1, type: "failed", at, job: "fox-0-fox" },
    ...{ code: "bad_image", message: "-", charged, cost: money(40_000) },
  });
  expect(openCalls(left(started, failed("yes")), at)).toMatchObject([{ as: "unknown" }]);
  expect(openCalls(left(started, failed("no")), at)).toEqual([]);
});

test("what was never sent is not open; a line that is broken tells nothing", () => {
  expect(openCalls(left(), at)).toEqual([]);
  expect(openCalls(`${left(started, submitted)}{"version":1,"type":`, at)).toHaveLength(1);
});
