import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Plan } from "../plan/plan.ts";
import type { JobResult, RunResult } from "../run/result.ts";
import { contactSheet } from "./contact-sheet.ts";
import { manifestLine } from "./manifest-line.ts";

export type ReportOptions = {
  /** Where it goes. @default `.seedkit/report` of the project folder */
  readonly reportFolder?: string;
  /** What the contact sheet is called. @default the name of the project folder */
  readonly title?: string;
  /** When the run ended, in ms since 1970. @default now */
  readonly at?: number;
};

/** The absolute paths of a report's files. */
export type Report = {
  /** One `JobResult` a line, in the order of the manifest. */
  readonly results: string;
  /** A manifest of the entries that failed or stay ambiguous; empty where none did. */
  readonly errors: string;
  /** A page that opens from the disk. */
  readonly contactSheet: string;
};

const failures: ReadonlySet<JobResult["status"]> = new Set(["failed", "ambiguous"]);

/** Writes what a run gave: for programs, for a second try, and for people. Replaces the report before it. */
export async function writeReport(
  folder: string,
  result: RunResult,
  plan: Pick<Plan, "entries">,
  options: ReportOptions = {},
): Promise<Report> {
  const project = resolve(folder);
  const reportFolder = resolve(project, options.reportFolder ?? join(".seedkit", "report"));
  await mkdir(reportFolder, { recursive: true });
  const report: Report = {
    results: join(reportFolder, "results.jsonl"),
    errors: join(reportFolder, "errors.jsonl"),
    contactSheet: join(reportFolder, "index.html"),
  };
  const { title = basename(project), at = Date.now() } = options;
  await writeLines(report.results, resultLines(result));
  await writeLines(report.errors, errorLines(result, plan));
  await writeLines(report.contactSheet, contactSheet(result, { project, reportFolder, title, at }));
  return report;
}

function* resultLines({ jobs }: RunResult): Generator<string> {
  for (const job of jobs) yield JSON.stringify(job);
}

function* errorLines({ jobs }: RunResult, { entries }: Pick<Plan, "entries">): Generator<string> {
  const failed = new Set(jobs.filter(({ status }) => failures.has(status)).map(({ id }) => id));
  for (const { entry } of entries) if (failed.has(entry.id)) yield manifestLine(entry);
}

/** Whole or not at all: a reader never meets half a file. */
async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  try {
    await pipeline(Readable.from(chunks(lines)), createWriteStream(fresh));
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

const chunkLength = 65_536;

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}
