import * as vscode from "vscode";

/** The prompt that an image says it was made from. Undefined where it says none, or cannot be read. */
export async function readPrompt(file: vscode.Uri): Promise<string | undefined> {
  const { readProvenance } = await import("../packages/batch.ts");
  const bytes = await vscode.workspace.fs.readFile(file).then(
    (read) => read,
    () => undefined,
  );
  return bytes && readProvenance(bytes)?.prompt;
}
