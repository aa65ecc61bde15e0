import * as vscode from "vscode";
import { chooseManifest } from "../manifest/choose-manifest.ts";
import { manifestsOf } from "../manifest/manifests-of.ts";
import type { Services } from "../services.ts";

/** Opens an image of a manifest beside it; of several, the one that is chosen. */
export async function run(
  services: Services,
  named: unknown,
  ids: readonly string[] | string,
): Promise<void> {
  const manifest = await chooseManifest(named);
  const watched = manifest && (await manifestsOf(services).settled(manifest));
  if (!watched) return;
  const wanted = new Set(typeof ids === "string" ? [ids] : ids);
  const paths = (watched.assessment?.entries ?? []).flatMap(({ id, made }) => (wanted.has(id) ? made : []));
  const [only] = paths;
  const path = paths.length > 1 ? await vscode.window.showQuickPick(paths) : only;
  if (path === undefined) return;
  const uri = vscode.Uri.joinPath(watched.folder, path);
  await vscode.commands.executeCommand("vscode.open", uri, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
}
