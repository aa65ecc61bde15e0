import { jobName, type LockedFile, type OpenCall, originalPath } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import { exists } from "../saving/place.ts";
import type { EntryCall } from "./entry-requests.ts";

type Kept = NonNullable<OpenCall["kept"]>;

/** The calls, those among them made of kept images whose images were paid for and could not be put in their place. */
export async function withKept(
  folder: vscode.Uri,
  calls: readonly EntryCall[],
  open: ReadonlyMap<string, OpenCall>,
): Promise<readonly EntryCall[]> {
  return Promise.all(
    calls.map(async (call) => {
      const kept = call.reuse ? undefined : open.get(jobName(call.job))?.kept;
      return kept && (await areThere(folder, kept)) ? madeOf(call, kept) : call;
    }),
  );
}

async function areThere(folder: vscode.Uri, { originals }: Kept): Promise<boolean> {
  const found = await Promise.all(
    originals.map((original) => exists(vscode.Uri.joinPath(folder, originalPath({ original })))),
  );
  return found.every(Boolean);
}

function madeOf({ job }: EntryCall, { originals, cost }: Kept): EntryCall {
  const files = originals.map((original) => {
    // It was in no file yet.
    const locked: LockedFile = { path: "", sha256: original.sha256, width: 0, height: 0, bytes: 0, original };
    return { locked, from: originalPath({ original }), kind: "original" } as const;
  });
  return { job, reuse: { job, cost, files }, isKept: true };
}
