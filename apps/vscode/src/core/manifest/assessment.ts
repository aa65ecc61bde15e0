import type { EntryState, PlannedEntry, Problem } from "@seedkit/batch/manifest";

/** How an entry stands, as far as the editor shows it: small, for there may be ten thousand. */
export type EntrySummary = {
  readonly id: string;
  /** Where its name stands, from 0. All combinations of a matrix share it. */
  readonly line: number;
  readonly state: EntryState;
  readonly changes: readonly string[];
  /** Where the state is about files: which, relative to the manifest's folder. */
  readonly files: readonly string[];
  /** The files that were made of it, by the lock. */
  readonly made: readonly string[];
  /** Calls that have to be paid for. */
  readonly calls: number;
  /** Calls that were paid for already: only their files are written anew. */
  readonly free: number;
  /** Of the calls that have to be paid for. */
  readonly price: { readonly micros: number; readonly formatted: string };
  readonly model: string;
  readonly prompt: string;
  readonly size: { readonly width: number; readonly height: number; readonly isExact: boolean };
  /** Something about it has to be put right before it can be made. */
  readonly isBlocked: boolean;
};

/** A manifest as it stands against its lock and its files. */
export type Assessment = {
  /** In the order of the file. */
  readonly problems: readonly Problem[];
  /** Undefined where the manifest cannot be read. */
  readonly entries?: readonly EntrySummary[];
  readonly totals?: Totals;
  /** Folders whose files it depends on, relative to the manifest's. */
  readonly folders: readonly string[];
};

export type Totals = {
  /** Entries that have something to make, and the calls of them that are paid for. */
  readonly entries: number;
  readonly calls: number;
  readonly free: number;
  readonly price: { readonly micros: number; readonly formatted: string };
  readonly expectedMs: number;
};

/** What there is to make, whole. */
export type WorkToDo = {
  readonly problems: readonly Problem[];
  /** Entries with something to make, less those that are blocked. Undefined: the manifest cannot be read. */
  readonly entries?: readonly PlannedEntry[];
  /** Ids of entries that something is wrong with. */
  readonly blocked: readonly string[];
  readonly expectedMs: number;
};

/** A manifest to look at. */
export type ManifestText = {
  /** Names it among others: its URI. */
  readonly manifest: string;
  /** Its folder, where that is on a disk of this machine that can be asked without the editor. */
  readonly disk?: string;
  /** Its name, as it is shown in messages. */
  readonly file: string;
  readonly text: string;
  /** What images can be converted to here. */
  readonly formats: readonly string[];
  /** Calls at once, for the expected time. */
  readonly concurrency: number;
};
