import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { money, SeedkitError } from "@seedkit/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished, test } from "vitest";
import { entryOf } from "../../test/entries.ts";
import type { PlannedEntry } from "../plan/plan.ts";
import type { JobResult, RunResult } from "../run/result.ts";
import { type ReportOptions, writeReport } from "./index.ts";

const none = { generated: 0, recovered: 0, reused: 0, failed: 0, ambiguous: 0, pending: 0, skipped: 0 };

function job(id: string, change: Partial<JobResult> = {}): JobResult {
  const file = { path: `images/${id}.jpg`, sha256: "a".repeat(64), width: 2048, height: 1152, bytes: 1000 };
  return {
    version: 1,
    id,
    index: 0,
    job: `${"b".repeat(64)}-0`,
    status: "generated",
    model: "seedream-4.5",
    prompt: `a ${id}`,
    files: [{ ...file, original: { sha256: "c".repeat(64), mediaType: "image/jpeg" } }],
    cost: money(40_000),
    ...change,
  };
}

function failed(id: string, status: "failed" | "ambiguous" = "failed"): JobResult {
  const error = new SeedkitError("moderated", `<script>alert("${id}")</script>`, { charged: "no" });
  return job(id, { status, files: [], error: error.toJSON() });
}

async function report(jobs: readonly JobResult[], options: ReportOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-report-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const counts = { ...none };
  for (const { status } of jobs) counts[status]++;
  const result: RunResult = {
    version: 1,
    status: "partial",
    jobs,
    counts,
    spent: money(120_000),
    perhapsSpent: money(0),
    saved: money(80_000),
  };
  const ids = [...new Set(jobs.map(({ id }) => id))];
  const entries = ids.map((id) => ({ entry: entryOf({}, { id }) }) as PlannedEntry);
  const written = await writeReport(folder, result, { entries }, { at: 0, ...options });
  const page = await readFile(written.contactSheet, "utf8");
  const lines = async (file: string) => (await readFile(file, "utf8")).split("\n").filter(Boolean);
  return {
    folder,
    written,
    page,
    results: await lines(written.results),
    errors: await lines(written.errors),
  };
}

test("results stand in the order of the manifest and follow the published schema", async () => {
  const { results } = await report([job("owl"), failed("fox"), job("ant", { status: "reused" })]);
  expect(results.map((line) => JSON.parse(line).id)).toEqual(["owl", "fox", "ant"]);
  const schema = await readFile(new URL("../../schemas/results.schema.json", import.meta.url), "utf8");
  const validate = new Ajv2020().compile(JSON.parse(schema));
  for (const line of results) {
    validate(JSON.parse(line));
    expect(validate.errors ?? []).toEqual([]);
  }
});

test("errors name what failed or is ambiguous, each once, and are empty where nothing did", async () => {
  const jobs = [
    job("owl"),
    failed("fox"),
    failed("fox"),
    failed("elk", "ambiguous"),
    job("hen", { status: "skipped" }),
  ];
  const { errors } = await report(jobs);
  expect(errors.map((line) => JSON.parse(line).id)).toEqual(["fox", "elk"]);
  expect((await report([job("owl")])).errors).toEqual([]);
});

test("the page needs no script, loads pictures when they are seen, and tells id, prompt, model, size, price, state", async () => {
  const { page } = await report([job("owl"), failed("fox"), job("ant", { status: "reused" })]);
  expect(page).not.toMatch(/<script/i);
  expect(page).toContain("prefers-color-scheme:dark");
  expect(page.match(/<img /g)).toHaveLength(2);
  expect(page.match(/loading="lazy" decoding="async"/g)).toHaveLength(2);
  for (const text of [
    "owl",
    "a owl",
    "seedream-4.5",
    "2048 x 1152",
    "$0.04",
    "generated",
    "reused",
    "failed",
  ])
    expect(page).toContain(text);
  for (const text of ["$0.12", "$0.08", "moderated", "Not charged."]) expect(page).toContain(text);
});

test("whatever a prompt, an id or a path holds stays text", async () => {
  const bad = `"><img src=x onerror=alert(1)>'&`;
  const path = `images/a b#1%/"ö'.jpg`;
  const [file] = job("owl").files;
  const jobs = [
    job("owl", { prompt: bad, files: [{ ...file, path } as JobResult["files"][0]] }),
    failed("fox"),
  ];
  const { page } = await report(jobs, { title: bad });
  expect(page).not.toContain("<img src=x");
  expect(page).not.toContain("<script");
  expect(page).toContain('src="../../images/a%20b%231%25/%22%C3%B6&#39;.jpg"');
});

test("links lead to the pictures from wherever the report lies", async () => {
  for (const reportFolder of ["deep/er/report", ".", join(tmpdir(), "seedkit-report-elsewhere")]) {
    const { folder, page, written } = await report([job("owl")], { reportFolder });
    const [, link = ""] = /src="([^"]+)"/.exec(page) ?? [];
    expect(resolve(written.contactSheet, "..", link)).toBe(join(folder, "images/owl.jpg"));
    await access(written.results);
    if (!written.results.startsWith(folder)) await rm(resolve(written.results, ".."), { recursive: true });
  }
});

test("several pictures of an entry, rescued ones and what stopped the run are told apart", async () => {
  const jobs = [job("owl"), job("owl", { index: 1, rescued: ["/rescue/owl.jpg"] }), failed("owl")];
  const { page } = await report(jobs);
  expect(page).toContain("owl.jpg</small>");
  expect(page).toContain("Rescued: /rescue/owl.jpg");
});

test("five thousand pictures make a page of a few megabytes", async () => {
  const { page } = await report(Array.from({ length: 5000 }, (_, at) => job(`picture-${at}`)));
  expect(page.match(/<figure /g)).toHaveLength(5000);
  expect(page.length).toBeLessThan(5_000_000);
});
