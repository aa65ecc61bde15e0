import { type FileHandle, mkdir, open, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { type Clock, systemClock } from "@seedkit/core";
import { saveFile, syncFolder } from "@seedkit/core/node";
import { noStep, type Step } from "../step.ts";
import { createAppender } from "./appender.ts";
import { cannotWrite } from "./ledger-error.ts";
import type { LedgerRecord } from "./record.ts";
import { replay } from "./replay.ts";
import { applyRecord, emptyState, type JobState, type LedgerState } from "./state.ts";

/** A record as it is appended: the ledger adds version and time. */
export type NewRecord = LedgerRecord extends infer R
  ? R extends LedgerRecord
    ? Omit<R, "version" | "at">
    : never
  : never;

export type Ledger = {
  readonly path: string;
  /** What the lines say. It moves on with every record that is on the disk. */
  readonly state: Readonly<LedgerState>;
  /** The line that a crash had cut; it was dropped. */
  readonly torn?: number;
  job(jobKey: string): JobState | undefined;
  /**
   * Resolves once the line is on the disk. Lines appended in the same turn share one write and one flush.
   * @throws SeedkitError `invalid_input` where it cannot be written; nothing can be appended after that
   */
  append(record: NewRecord): Promise<void>;
  /** Replaces all lines at once, or not at all. Nothing may be appended meanwhile. */
  rewrite(records: readonly LedgerRecord[]): Promise<void>;
  close(): Promise<void>;
};

export type LedgerOptions = {
  readonly clock?: Clock;
  /** Looks only: a line that is being written by another process is passed over. */
  readonly readOnly?: boolean;
  readonly step?: Step;
};

/** Opens a ledger and reads what it says. @throws SeedkitError `invalid_input` */
export async function openLedger(
  path: string,
  { clock = systemClock, readOnly = false, step = noStep }: LedgerOptions = {},
): Promise<Ledger> {
  const opened = await openFile(path, readOnly);
  const replayed = opened && (await replay(path, opened).catch((error) => closing(opened, error)));
  let state = replayed?.state ?? emptyState();
  if (readOnly) await opened?.close();
  let file = readOnly ? undefined : opened;
  if (file && replayed) {
    try {
      // What is cut off never took effect: its writer died before it could act on it.
      if (replayed.torn !== undefined) await truncate(path, replayed.length);
      if (replayed.unfinished) await file.appendFile("\n");
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
  const appender = () => createAppender(path, file, step);
  let appending = appender();

  return {
    path,
    get state() {
      return state;
    },
    ...(replayed?.torn === undefined ? {} : { torn: replayed.torn }),
    job: (jobKey) => state.jobs.get(jobKey),
    async append(record) {
      const line = { version: 1, at: clock.now(), ...record } as LedgerRecord;
      await appending.append(line.type, JSON.stringify(line));
      applyRecord(state, line);
    },
    async rewrite(records) {
      await appending.idle();
      // Some systems give no file the name of one that is open.
      await file?.close();
      try {
        const lines = records.map((record) => `${JSON.stringify(record)}\n`);
        await saveFile(path, lines.join(""), { overwrite: true }).catch((error) => {
          throw cannotWrite(path, error);
        });
      } finally {
        file = await openFile(path, false);
        appending = appender();
      }
      state = emptyState();
      for (const record of records) applyRecord(state, record);
    },
    async close() {
      await appending.idle();
      await file?.close();
      file = undefined;
    },
  };
}

async function closing(file: FileHandle, error: unknown): Promise<never> {
  await file.close();
  throw error;
}

async function openFile(path: string, readOnly: boolean): Promise<FileHandle | undefined> {
  try {
    if (!readOnly) await mkdir(dirname(path), { recursive: true });
    const file = await open(path, readOnly ? "r" : "a+");
    if (!readOnly) await syncFolder(dirname(path));
    return file;
  } catch (error) {
    if (readOnly && (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cannotWrite(path, error);
  }
}
