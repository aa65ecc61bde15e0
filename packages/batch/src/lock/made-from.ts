import type { Model } from "@seedkit/core";
import { keyInput } from "../key/entry-key.ts";
import type { Job } from "../key/job.ts";
import type { LockedImage } from "./lock.ts";

/** What an entry was made from, as the lock has it, and which of its calls: the lock can be rebuilt of these. */
export type MadeFrom = Omit<LockedImage, "calls"> & {
  readonly id: string;
  readonly index: number;
  /** See `LockedCall`. */
  readonly emulated?: true;
};

/** What a job's files are made from, as the lock keeps it. */
export function madeFrom(
  { entry, key, index, referenceHashes }: Job,
  models?: readonly Model[],
  emulated = false,
): MadeFrom {
  const { format, quality, maxWidth } = entry.outputs;
  return {
    id: entry.id,
    index,
    key,
    model: entry.model,
    input: keyInput(entry, models),
    references: referenceHashes,
    output: {
      format,
      ...(quality !== undefined && { quality }),
      ...(maxWidth !== undefined && { maxWidth }),
    },
    ...(emulated && { emulated }),
  };
}
