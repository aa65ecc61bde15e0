import { fileURLToPath } from "node:url";
import { type Issue, SeedkitError } from "@seedkit/core";
import { loadReferences } from "@seedkit/core/node";
import { insideFolder } from "./inside.ts";

/**
 * Reads the references that are files of the folder; addresses stay as they are.
 * @throws SeedkitError `invalid_input` naming each that lies elsewhere, is missing or is no image
 */
export async function readReferences(
  root: string,
  references: readonly string[],
): Promise<readonly (string | Uint8Array)[]> {
  const checked = await Promise.all(references.map((reference, index) => check(root, reference, index)));
  const issues = checked.filter((issue) => issue !== undefined);
  const good = references.map((reference, index) => (checked[index] ? undefined : reference));
  // Those that are left are read all the same: everything wrong is told at once.
  const read = good.map(async (reference, index) => {
    if (reference === undefined) return [];
    try {
      return (await loadReferences([reference], { cwd: root })) as (string | Uint8Array)[];
    } catch (error) {
      const found = (error as Partial<SeedkitError>).issues ?? [];
      issues.push(...found.map((issue) => ({ ...issue, path: pathOf(index) })));
      return [];
    }
  });
  const loaded = (await Promise.all(read)).flat();
  if (issues.length === 0) return loaded;
  const message = issues.map(({ path, message: text }) => `${path}: ${text}`).join("; ");
  throw new SeedkitError("invalid_input", message, { charged: "no", issues });
}

const pathOf = (index: number) => `image_input[${index}]`;

async function check(root: string, reference: string, index: number): Promise<Issue | undefined> {
  if (/^(?:https?|data):/i.test(reference)) return undefined;
  const path = pathOf(index);
  const isFile = /^file:/i.test(reference);
  // One letter and a colon is a drive.
  if (!isFile && /^[a-z][\w+.-]+:/i.test(reference))
    return { path, message: `${reference} is neither a path nor an http(s) address` };
  const real = await realOf(root, reference, isFile).catch(() => undefined);
  if (real !== undefined) return undefined;
  return {
    path,
    message: `${reference} lies outside the folder of this server`,
    allowed: `a path in ${root}`,
  };
}

async function realOf(root: string, reference: string, isFile: boolean): Promise<string | undefined> {
  return insideFolder(root, isFile ? fileURLToPath(reference) : reference);
}
