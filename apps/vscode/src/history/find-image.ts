import * as vscode from "vscode";
import { homeOf } from "../languages/path-from.ts";
import { exists } from "../saving/place.ts";

// Folders that sites are served from: what starts with a slash may lie there.
const served = ["", "public", "static"];

/** The file that a document shows by this path: the first that is there. */
export async function findImage(document: vscode.Uri, path: string): Promise<vscode.Uri | undefined> {
  const home = homeOf(document);
  if (!home) return undefined;
  const root = vscode.workspace.getWorkspaceFolder(home)?.uri;
  const places = path.startsWith("/")
    ? served.flatMap((folder) => (root ? [vscode.Uri.joinPath(root, folder, path)] : []))
    : [vscode.Uri.joinPath(home, "..", path)];
  const there = await Promise.all(places.map(exists));
  return places.find((_, index) => there[index]);
}
