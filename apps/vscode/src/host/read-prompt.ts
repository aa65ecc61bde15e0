import type { Provenance } from "@seedkit/batch/manifest";
import * as vscode from "vscode";

/** What an image says it was made from. Undefined where it says nothing, or cannot be read. */
export async function readMadeFrom(file: vscode.Uri): Promise<Provenance | undefined> {
  const { readProvenance } = await import("../packages/batch.ts");
  const bytes = await vscode.workspace.fs.readFile(file).then(
    (read) => read,
    () => undefined,
  );
  return bytes && readProvenance(bytes);
}

/** The prompt that an image says it was made from. Undefined where it says none, or cannot be read. */
export const readPrompt = async (file: vscode.Uri): Promise<string | undefined> =>
  (await readMadeFrom(file))?.prompt;
