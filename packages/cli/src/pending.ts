import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Ticket } from "@seedkit/core";
import type { Host } from "./host.ts";
import type { OutputRequest } from "./output/target.ts";

/** A submitted request that is paid for, or will be, and whose images are not on disk yet. */
export type PendingNote = {
  readonly version: 1;
  readonly ticket: Ticket;
  /** Where its images were wanted. */
  readonly save: OutputRequest;
  /** The number of its first image, from 1. */
  readonly firstIndex: number;
};

export type Pending = {
  /** Written before this returns: a crash right after must not lose the request. */
  note(note: PendingNote): void;
  drop(requestId: string): Promise<void>;
  find(requestId: string): Promise<PendingNote | undefined>;
  /** Oldest first. */
  list(): Promise<readonly PendingNote[]>;
};

/** The notes in the user's state folder, one file a request. */
export async function openPending(host: Host): Promise<Pending> {
  const folder = join((await host.folders()).state, "pending");
  const fileOf = (requestId: string) =>
    join(folder, `${encodeURIComponent(requestId).replaceAll(".", "%2E")}.json`);
  const read = async (file: string): Promise<PendingNote | undefined> => {
    const text = await readFile(file, "utf8").catch(() => undefined);
    return text === undefined ? undefined : parse(text);
  };
  return {
    note(note) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(note.ticket.requestId);
      const open = openSync(`${file}.new`, "w", 0o600);
      try {
        writeSync(open, `${JSON.stringify(note)}\n`);
        fsyncSync(open);
      } finally {
        closeSync(open);
      }
      renameSync(`${file}.new`, file);
    },
    // A note that stays costs nothing: recovering twice pays once.
    drop: (requestId) => rm(fileOf(requestId), { force: true }).catch(() => {}),
    find: (requestId) => read(fileOf(requestId)),
    async list() {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
      const notes = await Promise.all(names.map((name) => read(join(folder, name))));
      return notes
        .filter((note) => note !== undefined)
        .sort((a, b) => a.ticket.submittedAt - b.ticket.submittedAt);
    },
  };
}

/** A torn or foreign file is no note: it must not stop the others from being listed. */
function parse(text: string): PendingNote | undefined {
  try {
    const note = JSON.parse(text) as Partial<PendingNote> | null;
    return note?.version === 1 && typeof note.ticket?.requestId === "string" && note.save
      ? (note as PendingNote)
      : undefined;
  } catch {
    return undefined;
  }
}
