import { money } from "@seedkit/core";
import { expect, test } from "vitest";
import type { LedgerRecord } from "../ledger/index.ts";
import { applyRecord, emptyState } from "../ledger/state.ts";
import { mergeLedgers } from "./merge-ledgers.ts";

const job = "k-0:a";
const common = { version: 1, at: 1, job } as const;
const planned: LedgerRecord = { ...common, type: "planned", id: "a", index: 0, reserved: money(5) };
const started: LedgerRecord = { ...common, type: "started", attempt: 1 };
const failed: LedgerRecord = {
  ...common,
  type: "failed",
  code: "rate_limited",
  message: "",
  charged: "no",
  cost: money(0),
};
const stateOf = (...records: readonly LedgerRecord[]) => {
  const state = emptyState();
  for (const record of records) applyRecord(state, record);
  return state;
};

test("an attempt that cost nothing does not hide a later one that may have been paid for", () => {
  const parts = [stateOf(planned, started, failed), stateOf(planned, started, failed, planned, started)];
  for (const all of [parts, parts.toReversed()]) {
    const jobs = mergeLedgers(all, () => false).flatMap((record) => ("job" in record ? [record.type] : []));
    expect(jobs).toEqual(["planned", "started"]);
  }
});
