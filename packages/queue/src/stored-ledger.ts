import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { AwayOutcome, NewRecord } from "@seedkit/batch/elsewhere";
import type { ImageHeader } from "@seedkit/core";
import { extensionOf } from "@seedkit/core/node";
import type { CallLedger } from "./call-ledger.ts";
import type { Storage } from "./storage.ts";

type Original = Extract<NewRecord, { type: "received" }>["originals"][number];
type Stored = { readonly path: string; readonly sha256: string };

/** Where an image as it came lies in a project. */
const originalOf = ({ sha256, mediaType }: Original): Stored => ({
  path: `.seedkit/originals/${sha256}.${extensionOf(mediaType as ImageHeader["mediaType"])}`,
  sha256,
});

/** The files a line of the ledger speaks of. */
export function filesOf(record: NewRecord | undefined): readonly Stored[] {
  if (record?.type === "received") return record.originals.map(originalOf);
  if (record?.type !== "succeeded") return [];
  return record.files.flatMap(({ path, sha256, original }) => [{ path, sha256 }, originalOf(original)]);
}

/** Brings into a project what the last line of a call speaks of. One at a time: they are large. */
export async function fetchFiles(
  storage: Storage | undefined,
  folder: string,
  { records }: Pick<AwayOutcome, "records">,
): Promise<void> {
  if (!storage) return;
  for (const { path, sha256 } of filesOf(records.at(-1))) await storage.get(folder, path, sha256);
}

/** The ledger of a call whose files go to a storage: they are there before the line that names them. */
export function storedLedger(
  ledger: CallLedger,
  storage: Storage,
  folder: string,
): CallLedger & { readonly failure?: unknown } {
  const put = new Set<string>();
  let failure: unknown;
  const store = async (record: NewRecord) => {
    const files = filesOf(record);
    for (const { path } of files.filter((file) => !put.has(file.path))) {
      await storage.put(folder, path);
      put.add(path);
    }
  };
  return {
    ...ledger,
    get failure() {
      return failure;
    },
    async append(record) {
      try {
        await store(record);
        failure = undefined;
      } catch (error) {
        failure = error;
        throw error;
      }
      await ledger.append(record);
      // This machine's disk is not where they are kept.
      if (record.type !== "succeeded") return;
      await Promise.all(filesOf(record).map(({ path }) => rm(join(folder, path), { force: true })));
    },
  };
}
