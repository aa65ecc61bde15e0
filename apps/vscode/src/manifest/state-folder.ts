import { originalPath, sha256 } from "@seedkit/batch/manifest";
import * as vscode from "vscode";
import type { Environment } from "../env/environment.ts";
import { replaceFile } from "../saving/replace-file.ts";

type Original = { readonly sha256: string; readonly mediaType: string };

/** Keeps an image as it came, where another format or size is made of it for nothing. @throws FileSystemError */
export async function keepOriginal(
  environment: Environment,
  folder: vscode.Uri,
  bytes: Uint8Array,
  mediaType: string,
): Promise<Original> {
  const original = { sha256: await sha256(bytes), mediaType };
  const uri = vscode.Uri.joinPath(folder, originalPath({ original }));
  await keepOutOfVersionControl(folder);
  const there = await vscode.workspace.fs.stat(uri).then(
    ({ size }) => size === bytes.length,
    () => false,
  );
  if (!there) await replaceFile(environment, uri, bytes);
  return original;
}

/** The state folder of a project says itself that it is not to be committed. */
async function keepOutOfVersionControl(folder: vscode.Uri): Promise<void> {
  const uri = vscode.Uri.joinPath(folder, ".seedkit/.gitignore");
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isThere) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("*\n"));
}
