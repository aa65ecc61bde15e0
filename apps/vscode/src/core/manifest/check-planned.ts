import { sha256 } from "@seedkit/batch/manifest";
import { SeedkitError } from "@seedkit/core";
import type { Target } from "../jobs/job.ts";

/**
 * Sees that the references of an entry are those that it was planned with: the lock says what an image was made
 * from. @throws SeedkitError `invalid_input`, before anything is sent
 */
export async function checkPlanned(
  { entry, referenceHashes }: Extract<Target, { kind: "entry" }>,
  files: readonly Uint8Array[],
): Promise<void> {
  for (const [at, { path }] of entry.references.entries()) {
    const bytes = files[at];
    if (bytes && (await sha256(bytes)) === referenceHashes[path]) continue;
    throw new SeedkitError("invalid_input", `${path} has changed since it was planned`, {
      charged: "no",
      hint: "Generate it again.",
    });
  }
}
