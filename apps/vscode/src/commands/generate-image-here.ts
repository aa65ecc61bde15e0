import * as vscode from "vscode";
import { makeImages } from "../flow/make-images.ts";
import type { Services } from "../services.ts";

export async function run(services: Services, folder: vscode.Uri): Promise<void> {
  const title = vscode.l10n.t("Generate Image in {0}", vscode.workspace.asRelativePath(folder));
  await makeImages(services, { kind: "generate", title, folder, near: folder });
}
