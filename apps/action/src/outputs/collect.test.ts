import { costRange } from "@seedkit/core";
import { expect, test } from "vitest";
import { collectOutputs, fittingList } from "./collect.ts";

test("a step that never came to a plan has all its numbers", () => {
  expect(collectOutputs({ status: "failed", reasons: [], problems: [] })).toEqual({
    status: "failed",
    planned: "0",
    generated: "0",
    reused: "0",
    failed: "0",
    count: "0",
    files: "[]",
    "cost-usd": "0.00",
  });
});

test("a plan's price is what it would cost, and what a cut-off run may have cost", () => {
  const plan = {
    entries: [],
    orphans: [],
    problems: [],
    cost: costRange(40_000, 80_000),
    jobCount: 2,
    expectedMs: 0,
  };
  const of = (status: "planned" | "skipped" | "cancelled") =>
    collectOutputs({ status, reasons: [], problems: [], plan });
  expect(of("planned")).toMatchObject({ planned: "2", "cost-usd": "0.08" });
  expect(of("skipped")["cost-usd"]).toBe("0.00");
  expect(of("cancelled")).toMatchObject({ "cost-usd": "0.00", "possible-cost-usd": "0.08" });
});

test("a list of files that is too long for an output is cut, and stays a list", () => {
  const files = Array.from({ length: 20_000 }, (_, at) => `images/${"x".repeat(60)}-${at}.jpg`);
  const text = fittingList(files);
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect((JSON.parse(text) as string[]).length).toBeGreaterThan(5000);
});
