import * as vscode from "vscode";
import { type TypedReference, typedReference } from "../core/references/typed-reference.ts";
import { exists } from "../saving/place.ts";
import type { Services } from "../services.ts";
import { keepImage } from "./keep-image.ts";

const mostBytes = 30_000_000;
const longestMs = 20_000;

/** The file that a pasted text names, or what it holds. What is wrong with it is said; then it is undefined. */
export async function readTyped(services: Services, text: string): Promise<vscode.Uri | undefined> {
  const typed = typedReference(text);
  const { t } = vscode.l10n;
  let problem = t("This names no image.");
  try {
    const uri = typed && (await find(services, typed));
    if (uri) return uri;
  } catch (error) {
    services.log.warn(`a reference could not be read: ${String(error)}`);
    if (typed?.kind === "address")
      problem = t("{0} could not be fetched. Save it and drop the file instead.", typed.url);
  }
  void vscode.window.showWarningMessage(problem);
  return undefined;
}

async function find(services: Services, typed: TypedReference): Promise<vscode.Uri | undefined> {
  switch (typed.kind) {
    case "data":
      return keepImage(
        services,
        Uint8Array.from(atob(typed.base64), (letter) => letter.charCodeAt(0)),
      );
    case "address":
      return keepImage(services, await fetchImage(typed.url));
    case "uri":
      return there([vscode.Uri.parse(typed.uri, true)]);
    case "path":
      return there(placesOf(typed.path, typed.isAbsolute));
  }
}

function placesOf(path: string, isAbsolute: boolean): readonly vscode.Uri[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  if (!isAbsolute) return folders.map((folder) => vscode.Uri.joinPath(folder, path));
  const [first] = folders;
  return [...(first ? [first.with({ path })] : []), vscode.Uri.file(path)];
}

async function there(places: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  for (const uri of places) if (await exists(uri)) return uri;
  return undefined;
}

/** In a browser only of services that allow it. */
async function fetchImage(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(longestMs) });
  if (!response.ok) throw new Error(`${response.status}`);
  const parts: BlobPart[] = [];
  let length = 0;
  // Not all at once: a server may send without end, and what it says of the length need not be true.
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > mostBytes) {
      await reader?.cancel();
      throw new Error("it is too large");
    }
    parts.push(read.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
