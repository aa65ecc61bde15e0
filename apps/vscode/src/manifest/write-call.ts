import {
  embedProvenance,
  type Job,
  type LockedFile,
  madeFrom,
  neededConversion,
  outputPath,
  provenanceOf,
  sha256,
  withCall,
} from "@seedkit/batch/manifest";
import { type Money, readHeader } from "@seedkit/core";
import * as vscode from "vscode";
import { extensionOf } from "../core/saving/image-format.ts";
import { convert } from "../saving/convert.ts";
import { replaceFile } from "../saving/replace-file.ts";
import type { Services } from "../services.ts";
import { readLock, updateLock } from "./lock-file.ts";

type MediaType = NonNullable<ReturnType<typeof readHeader>>["mediaType"];

/** An image of a call, as the service sent it. */
export type Source = {
  readonly bytes: Uint8Array;
  readonly original: LockedFile["original"];
};

/**
 * Writes the files of a call as its entry wants them, and then the lock. What was edited by hand, or is not ours, is
 * never written over: then nothing is written. @throws Error saying why
 */
export async function writeCall(
  services: Services,
  folder: vscode.Uri,
  job: Job,
  sources: readonly Source[],
  cost: Money,
  own: readonly LockedFile[] = [],
): Promise<readonly LockedFile[]> {
  const made: Output[] = [];
  // One after the other: a decoded image is large.
  for (const [index, source] of sources.entries()) made.push(await makeOutput(services, job, source, index));
  return placeCall(services, folder, job, made, cost, own);
}

export type Output = { readonly file: LockedFile; readonly bytes: Uint8Array };

/** Puts files in their place, and then writes the lock. `own`: may be replaced as well. @throws Error saying why */
export async function placeCall(
  { environment }: Services,
  folder: vscode.Uri,
  job: Job,
  outputs: readonly Output[],
  cost: Money,
  own: readonly LockedFile[] = [],
): Promise<readonly LockedFile[]> {
  const ours = await knownHashes(folder, job, own);
  for (const { file } of outputs) await refuseForeign(folder, file, ours);
  for (const { file, bytes } of outputs)
    await replaceFile(environment, vscode.Uri.joinPath(folder, file.path), bytes);
  const files = outputs.map(({ file }) => file);
  const from = madeFrom(job);
  await updateLock(environment, folder, (lock) => {
    const { [job.entry.id]: before, ...others } = lock.images;
    const image = withCall(before, from, { index: job.index, files, cost });
    return { ...lock, images: { ...others, [job.entry.id]: image } };
  });
  return files;
}

async function makeOutput(
  services: Services,
  job: Job,
  { bytes: came, original }: Source,
  index: number,
): Promise<Output> {
  const mediaType = original.mediaType as MediaType;
  const header = readHeader(came);
  const wanted = neededConversion({ mediaType, width: header?.width ?? 0 }, job.entry.outputs);
  const converted = wanted ? await convert(came, formatOf(wanted.mediaType), wanted, services) : came;
  const bytes = embedProvenance(converted, provenanceOf(job));
  const type = wanted?.mediaType ?? mediaType;
  const { width, height } = sizeOf(bytes, header, wanted?.maxWidth);
  const path = outputPath(job.entry, job.index, index, extensionOf(type));
  return { bytes, file: { path, sha256: await sha256(bytes), width, height, bytes: bytes.length, original } };
}

type Size = { readonly width: number; readonly height: number };

/** An AVIF does not say in its head how large it is: then it follows from what it was made of. */
function sizeOf(bytes: Uint8Array, came: Size | undefined, maxWidth = Number.POSITIVE_INFINITY): Size {
  const header = readHeader(bytes);
  if (header && header.width > 0) return header;
  const { width = 0, height = 0 } = came ?? {};
  const factor = Math.min(1, maxWidth / Math.max(1, width));
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

function formatOf(mediaType: MediaType): "jpg" | "png" | "webp" | "avif" {
  const extension = extensionOf(mediaType);
  if (extension === "jpg" || extension === "png" || extension === "webp" || extension === "avif")
    return extension;
  throw new RangeError(`no image is made into ${mediaType}`);
}

/** The hashes of an entry's own files: they may be replaced. */
async function knownHashes(
  folder: vscode.Uri,
  { entry }: Job,
  own: readonly LockedFile[],
): Promise<ReadonlySet<string>> {
  const lock = await readLock(folder);
  const image = lock && Object.hasOwn(lock.images, entry.id) ? lock.images[entry.id] : undefined;
  const files = [...own, ...(image?.calls.flatMap((call) => call.files) ?? []), ...(image?.replaced ?? [])];
  return new Set(files.map(({ sha256 }) => sha256));
}

async function refuseForeign(folder: vscode.Uri, file: LockedFile, ours: ReadonlySet<string>): Promise<void> {
  const uri = vscode.Uri.joinPath(folder, file.path);
  let there: Uint8Array;
  try {
    there = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return;
    throw error;
  }
  const hash = await sha256(there);
  if (hash === file.sha256 || ours.has(hash)) return;
  throw new Error(
    vscode.l10n.t("a file is there that was edited by hand, or was not made from this manifest"),
  );
}
