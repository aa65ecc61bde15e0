import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { saveFile } from "@seedkit/core/node";
import { isAddress } from "../inputs/read-what.ts";
import { insideWorkspace } from "./inside.ts";

const folderName = ".seedkit/references";

/**
 * Brings references of the workspace beside the images, where the project may read them, under a name made of
 * their content. @throws RangeError for one that is not there, or not in the workspace
 */
export async function bringReferences(
  workspace: string,
  folder: string,
  references: readonly string[],
): Promise<readonly string[]> {
  const brought: string[] = [];
  for (const reference of references) {
    if (isAddress(reference)) brought.push(reference);
    else {
      const bytes = await readReference(workspace, reference);
      const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
      const path = `${folderName}/${hash}${extname(reference).toLowerCase()}`;
      await saveFile(join(folder, path), bytes, { overwrite: true });
      brought.push(path);
    }
  }
  return brought;
}

async function readReference(workspace: string, reference: string): Promise<Uint8Array> {
  try {
    return await readFile(await insideWorkspace(workspace, reference));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError(`${reference} cannot be read: there is no such file in the workspace`);
  }
}
