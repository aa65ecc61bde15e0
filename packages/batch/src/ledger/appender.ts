import { writeSync } from "node:fs";
import { type FileHandle, truncate } from "node:fs/promises";
import type { Step } from "../step.ts";
import { cannotWrite } from "./ledger-error.ts";

type Waiting = {
  readonly type: string;
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

export type Appender = {
  /** Resolves once the line is on the disk. */
  append(type: string, line: string): Promise<void>;
  /** Resolves once nothing is waiting. */
  idle(): Promise<void>;
};

/** Appends lines to a file in groups: all that wait share one write and one flush. */
export function createAppender(path: string, file: FileHandle | undefined, step: Step): Appender {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let size: number | undefined;
  let failure: unknown = file ? undefined : new Error("it was opened to be read");

  const write = async (group: readonly Waiting[]) => {
    if (failure !== undefined || !file) throw failure;
    const types = [...new Set(group.map(({ type }) => type))].join("+");
    size ??= (await file.stat()).size;
    step(`before write of ${types}`);
    try {
      const bytes = Buffer.from(group.map(({ line }) => `${line}\n`).join(""));
      writeAll(file.fd, bytes);
      step(`after write of ${types}`);
      await file.datasync();
      size += bytes.length;
    } catch (error) {
      failure = error;
      // Half a line would make the next one unreadable; where even this fails, the next start drops it.
      await truncate(path, size).catch(() => {});
      throw error;
    }
    step(`after flush of ${types}`);
  };

  const flush = async () => {
    // Whatever else this turn appends goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await write(group);
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(cannotWrite(path, error));
      }
    }
    flushing = undefined;
  };

  return {
    append(type, line) {
      const appended = new Promise<void>((resolve, reject) => {
        waiting.push({ type, line, resolve, reject });
      });
      flushing ??= flush();
      return appended;
    },
    async idle() {
      while (flushing) await flushing;
    },
  };
}

/** At once: it takes microseconds, the way through the threads that wait for the disk a hundred times that. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
