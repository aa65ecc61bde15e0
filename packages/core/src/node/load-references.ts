import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { SeedkitError } from "../errors.ts";
import { allowedReference, type Reference, referenceRefusal } from "../references.ts";

/**
 * Reads references that are paths; addresses, data URIs and bytes stay as they are. `cwd`: what relative paths
 * start from. @throws SeedkitError `invalid_input` naming every file that is missing or no image
 */
export async function loadReferences(
  references: readonly Reference[],
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<Reference[]> {
  const results = await Promise.allSettled(references.map((reference) => load(reference, cwd)));
  const issues = results.flatMap((result, index) =>
    result.status === "rejected"
      ? [{ path: `image_input[${index}]`, message: (result.reason as Error).message }]
      : [],
  );
  if (issues.length > 0) {
    throw new SeedkitError(
      "invalid_input",
      issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
      {
        charged: "no",
        issues: issues.map((issue) => ({
          ...issue,
          allowed: `${allowedReference}, or an address`,
        })),
        hint: "Nothing was sent.",
      },
    );
  }
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

async function load(reference: Reference, cwd: string): Promise<Reference> {
  if (typeof reference !== "string" || /^(?:https?|data):/i.test(reference)) return reference;
  const path = reference.startsWith("file:") ? fileURLToPath(reference) : resolve(cwd, reference);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === "ENOENT"
        ? "there is no such file"
        : error.code === "EISDIR"
          ? "it is a folder"
          : error.message;
    throw new Error(`${reference}: ${why}`);
  });
  const refusal = referenceRefusal(bytes);
  if (refusal !== undefined) throw new Error(`${reference} ${refusal}`);
  // A Buffer may be a window of a larger pool.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
