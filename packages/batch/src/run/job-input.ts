import { createHash } from "node:crypto";
import { type LooseInput, type Reference, SeedkitError } from "@seedkit/core";
import { loadReferences } from "@seedkit/core/node";
import type { Job } from "../key/job.ts";
import { inputWithReferences } from "../manifest/references.ts";

/**
 * The input of a job as the client takes it: its local references are read.
 * @throws SeedkitError `invalid_input` where one is gone, or is not the file any more that was planned with
 */
export async function readInput(folder: string, { entry, referenceHashes }: Job): Promise<LooseInput> {
  if (entry.references.length === 0) return entry.input;
  const paths = entry.references.map(({ path }) => path);
  const files = await loadReferences(paths, { cwd: folder });
  const bytes = new Map<string, Reference>();
  for (const [at, path] of paths.entries()) {
    const file = files[at] as Uint8Array;
    if (sha256(file) !== referenceHashes[path]) {
      const message = `${path} has changed since the run was planned`;
      throw new SeedkitError("invalid_input", message, { charged: "no", hint: "Run it again." });
    }
    bytes.set(path, file);
  }
  return inputWithReferences(entry, (path) => bytes.get(path) as Reference);
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
