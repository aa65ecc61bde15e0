import * as vscode from "vscode";
import { syntaxOf } from "../core/language.ts";
import type { ImageReference } from "../core/links/image-reference.ts";
import { imageReferences } from "../core/links/image-references.ts";
import { formatOfPath } from "../core/saving/image-format.ts";
import { exists } from "../saving/place.ts";
import { homeOf } from "./path-from.ts";

/** An image that a document shows and that is not there. */
export type MissingImage = ImageReference & {
  /** Where it would have to lie. */
  readonly uri: vscode.Uri;
};

// Folders that sites are served from: what starts with a slash may lie there.
const served = ["public", "static"];
// More are looked at as soon as some of these are there.
const most = 500;

// The caret moves more often than the text changes.
type Known = { readonly state: string; readonly images: readonly ImageReference[] };
const known = new WeakMap<vscode.TextDocument, Known>();

/** The images of a document that could be made. Addresses, and formats that nothing can make, are left alone. */
export function makeableImages(document: vscode.TextDocument): readonly ImageReference[] {
  // Another language leaves the version as it is.
  const state = `${document.version} ${document.languageId}`;
  const cached = known.get(document);
  if (cached?.state === state) return cached.images;
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const images = imageReferences(document.getText(), syntax).filter(({ path }) => canBeMade(path));
  known.set(document, { state, images });
  return images;
}

/** The missing images of a document, in order. */
export async function findMissing(document: vscode.TextDocument): Promise<readonly MissingImage[]> {
  const home = homeOf(document.uri);
  // What is shown of a commit or by a chat has no place for files.
  if (!home || vscode.workspace.fs.isWritableFileSystem(home.scheme) !== true) return [];
  const fromWorkspace = syntaxOf(document.languageId, document.uri.path) === "markdown";
  const places = new Map<string, Promise<vscode.Uri | undefined>>();
  const found = makeableImages(document)
    .slice(0, most)
    .map(async (reference) => {
      const path = reference.path ?? "";
      if (!places.has(path)) places.set(path, missingPlace(home, path, fromWorkspace));
      const uri = await places.get(path);
      return uri ? [{ ...reference, uri }] : [];
    });
  return (await Promise.all(found)).flat();
}

function canBeMade(path: string | undefined): boolean {
  const format = path === undefined ? undefined : formatOfPath(path);
  return format !== undefined && format !== "foreign";
}

/** Where a file has to be written so that the path leads to it. Undefined: it is there, or nobody can say. */
async function missingPlace(
  home: vscode.Uri,
  path: string,
  fromWorkspace: boolean,
): Promise<vscode.Uri | undefined> {
  if (!path.startsWith("/")) {
    const uri = vscode.Uri.joinPath(home, "..", path);
    // A document that nobody trusts chooses no place outside of its workspace.
    if (!vscode.workspace.isTrusted && !vscode.workspace.getWorkspaceFolder(uri)) return undefined;
    return (await isAbsent(uri)) ? uri : undefined;
  }
  const root = vscode.workspace.getWorkspaceFolder(home)?.uri;
  if (!root) return undefined;
  const roots = await servedFolders(home, root);
  const places = [root, ...roots].map((folder) => vscode.Uri.joinPath(folder, path));
  const there = await Promise.all(places.map(exists));
  if (there.includes(true)) return undefined;
  // Markdown's own links start at the workspace folder.
  return fromWorkspace ? places[0] : (places[1] ?? places[0]);
}

/** Where nobody can say, nothing is offered that costs. */
async function isAbsent(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return false;
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : undefined;
    return code !== "NoPermissions" && code !== "Unavailable";
  }
}

/** The folders that sites are served from, the nearest first: a workspace may hold several. */
async function servedFolders(home: vscode.Uri, root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const candidates: vscode.Uri[] = [];
  for (let folder = vscode.Uri.joinPath(home, ".."); ; folder = vscode.Uri.joinPath(folder, "..")) {
    candidates.push(...served.map((name) => vscode.Uri.joinPath(folder, name)));
    if (folder.path.length <= root.path.length) break;
  }
  const there = await Promise.all(candidates.map(exists));
  return candidates.filter((_, index) => there[index]);
}
