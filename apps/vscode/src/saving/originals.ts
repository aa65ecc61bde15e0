import type { GeneratedImage } from "@seedkit/core";
import * as vscode from "vscode";
import { extensionOf } from "../core/saving/image-format.ts";
import type { Services } from "../services.ts";
import { placeFirstFree } from "./place.ts";

/**
 * Keeps a paid image as it came while it is converted: a converter may take the process along. Gives back what
 * forgets it. Never throws.
 */
export async function keepOriginal(
  { context, environment, log }: Services,
  { bytes, mediaType }: GeneratedImage,
): Promise<() => Promise<void>> {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "originals");
  const file = vscode.Uri.joinPath(folder, `${crypto.randomUUID()}.${extensionOf(mediaType)}`);
  try {
    await placeFirstFree(environment, [file], bytes);
  } catch (error) {
    log.warn(`the original is not kept: ${String(error)}`);
    return async () => {};
  }
  return async () => {
    await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  };
}
