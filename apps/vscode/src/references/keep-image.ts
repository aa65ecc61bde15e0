import * as vscode from "vscode";
import { extensionOf } from "../core/saving/image-format.ts";
import { exists, placeFirstFree } from "../saving/place.ts";
import type { Services } from "../services.ts";

/**
 * Keeps an image that lies in no file, for as long as it may be asked for again. The same bytes are kept once.
 * Undefined where they are no image.
 */
export async function keepImage(
  { context, environment }: Pick<Services, "context" | "environment">,
  bytes: Uint8Array,
): Promise<vscode.Uri | undefined> {
  const { readHeader } = await import("../packages/core.ts");
  const header = readHeader(bytes);
  if (!header) return undefined;
  const hash = await crypto.subtle.digest("SHA-256", bytes as BufferSource);
  const name = [...new Uint8Array(hash.slice(0, 8))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "references");
  const uri = vscode.Uri.joinPath(folder, `pasted-${name}.${extensionOf(header.mediaType)}`);
  return (await exists(uri)) ? uri : placeFirstFree(environment, [uri], bytes);
}
