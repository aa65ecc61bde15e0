import type { Job, PlannedEntry, ReusableCall } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import type { JobRequest } from "../core/jobs/job.ts";

/** One call of an entry, with what it is made of where it was paid for already. */
export type EntryCall = {
  readonly job: Job;
  readonly reuse?: ReusableCall;
  /** The folder's ledger says so, and not its lock: it ends there once it is made. */
  readonly isKept?: true;
};

export function callsOf(entries: readonly PlannedEntry[]): readonly EntryCall[] {
  return entries.flatMap(({ jobs, reusable }) =>
    jobs.map((job) => {
      const reuse = reusable.find((one) => one.job.index === job.index);
      return { job, ...(reuse && { reuse }) };
    }),
  );
}

/** What is asked of the queue for a call. */
export function requestOf(manifest: vscode.Uri, folder: vscode.Uri, { job }: EntryCall): JobRequest {
  const { entry, index, key, referenceHashes } = job;
  return {
    title: entry.count > 1 ? `${entry.id} ${index + 1}` : entry.id,
    model: entry.model,
    input: entry.input,
    references: entry.references.map(({ path }) => vscode.Uri.joinPath(folder, path).toString()),
    referencePlaces: entry.references.map((reference) => reference.index),
    target: {
      kind: "entry",
      manifest: manifest.toString(),
      id: entry.id,
      index,
      key,
      entry,
      referenceHashes,
    },
  };
}

/** Names a call among all of the window. */
export const callName = (manifest: string, id: string, key: string, index: number): string =>
  JSON.stringify([manifest, id, key, index]);
