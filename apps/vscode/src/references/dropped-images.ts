import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { keepImage } from "./keep-image.ts";

const isImage = /\.(jpe?g|png|webp|gif|avif)$/i;

/** The images among what was dropped: files of the workspace as they are, others are kept. */
export async function droppedImages(
  services: Services,
  transfer: vscode.DataTransfer,
): Promise<readonly string[]> {
  const list = (await transfer.get("text/uri-list")?.asString()) ?? "";
  const listed = list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  const named = listed.filter((line) => isImage.test(vscode.Uri.parse(line).path));
  const found = named.length > 0 ? named : await keepFiles(services, transfer);
  if (found.length === 0)
    void vscode.window.showWarningMessage(vscode.l10n.t("What was dropped is no image."));
  return [...new Set(found)];
}

/** Files from outside the editor: in a browser they have no address. */
async function keepFiles(services: Services, transfer: vscode.DataTransfer): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (!file) continue;
    const uri = file.uri ?? (await keepImage(services, await file.data()));
    if (uri) kept.push(uri.toString());
  }
  return kept;
}
