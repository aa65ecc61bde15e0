import type { Model } from "@seedkit/core";
import { keyInput } from "../key/entry-key.ts";
import type { Job } from "../key/job.ts";
import type { MadeFrom } from "../ledger/index.ts";

/** What a job's files are made from, as the lock keeps it. */
export function madeFrom(
  { entry, key, index, referenceHashes }: Job,
  models: readonly Model[],
  emulated: boolean,
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
