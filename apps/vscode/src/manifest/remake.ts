import { type LockedFile, outputPath, type ReusableCall, sha256 } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import { formatOfPath } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";
import { type Output, placeCall, type Source, writeCall } from "./write-call.ts";

/** Writes the files of a call anew, of images that were paid for. Costs nothing. @throws Error saying why not */
export async function remake(
  services: Services,
  folder: vscode.Uri,
  { job, cost, files }: ReusableCall,
): Promise<readonly LockedFile[]> {
  const own = files.map(({ locked }) => locked);
  if (files.every(({ kind }) => kind === "original")) {
    const sources: Source[] = [];
    for (const { from, locked } of files)
      sources.push({
        bytes: await readAsMade(folder, from, locked.original.sha256),
        original: locked.original,
      });
    return writeCall(services, folder, job, sources, cost, own);
  }
  const outputs: Output[] = [];
  for (const [index, { locked }] of files.entries()) {
    const bytes = await readAsMade(folder, locked.path, locked.sha256);
    const format = formatOfPath(locked.path);
    // A lock comes with the project: nothing but an image gets a name by it.
    if (!format || format === "foreign") throw new RangeError(`${locked.path} is no image`);
    const extension = locked.path.slice(locked.path.lastIndexOf(".") + 1);
    const path = outputPath(job.entry, job.index, index, extension);
    outputs.push({ bytes, file: { ...locked, path } });
  }
  return placeCall(services, folder, job, outputs, cost, own);
}

async function readAsMade(folder: vscode.Uri, path: string, hash: string): Promise<Uint8Array> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path));
  if ((await sha256(bytes)) !== hash) throw new Error(vscode.l10n.t("{0} has changed meanwhile", path));
  return bytes;
}
