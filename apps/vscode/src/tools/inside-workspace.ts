import type { Issue } from "@seedkit/core";
import * as vscode from "vscode";
import { type Root, resolveInside } from "../core/tools/resolve-inside.ts";
import type { Services } from "../services.ts";

const roots = (): readonly (Root & { readonly uri: vscode.Uri })[] =>
  (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => {
    const { scheme, authority, path } = uri;
    return { name, scheme, authority, path, uri };
  });

/** What a model's path leads to, where that is inside the workspace, links followed. Nothing needs to be there. */
export async function findInside(
  services: Pick<Services, "environment">,
  given: string,
): Promise<vscode.Uri | undefined> {
  const all = roots();
  const found = resolveInside(given, all);
  const root = all.find((each) => each === found?.root);
  if (!found || !root) return undefined;
  const uri = root.uri.with({ path: found.path });
  return (await isReallyInside(services, uri, root.uri)) ? uri : undefined;
}

async function isReallyInside(
  { environment: { realPath } }: Pick<Services, "environment">,
  uri: vscode.Uri,
  root: vscode.Uri,
): Promise<boolean> {
  if (uri.scheme !== "file" || !realPath) return hasNoLink(uri, root);
  const real = (file: vscode.Uri) => realPath(file.fsPath).then(vscode.Uri.file);
  try {
    const [home, place] = await Promise.all([real(root), real(uri)]);
    return place.path === home.path || place.path.startsWith(`${home.path.replace(/\/$/, "")}/`);
  } catch {
    return false;
  }
}

/** Other file systems do not say where a link leads: none is followed. */
async function hasNoLink(uri: vscode.Uri, root: vscode.Uri): Promise<boolean> {
  const names = uri.path.slice(root.path.length).split("/").filter(Boolean);
  let at = root;
  for (const name of names) {
    at = vscode.Uri.joinPath(at, name);
    const type = await vscode.workspace.fs.stat(at).then(
      (stat) => stat.type,
      () => undefined,
    );
    if (type === undefined) return true;
    if ((type & vscode.FileType.SymbolicLink) !== 0) return false;
  }
  return true;
}

/** Relative to its workspace folder, with the folder's name where there are several. */
export const nameInWorkspace = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/** Something wrong with a call, in words for a model. */
export const issueAt = (path: string, message: string, allowed?: string): Issue => ({
  path,
  message,
  ...(allowed !== undefined && { allowed }),
});
