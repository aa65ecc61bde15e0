import * as vscode from "vscode";
import { outputFolders } from "../flow/output-folder.ts";
import type { Services } from "../services.ts";
import { galleryPage } from "./gallery-page.ts";
import { imagesIn } from "./images-in.ts";

let panel: vscode.WebviewPanel | undefined;

/** Shows the images of the output folders; one panel a window, which follows the folders. */
export async function openGallery({ context }: Services): Promise<void> {
  if (panel) {
    panel.reveal();
    return;
  }
  const folders = outputFolders();
  const opened = vscode.window.createWebviewPanel(
    "seedkit.gallery",
    vscode.l10n.t("Seedkit Gallery"),
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: [...folders] },
  );
  panel = opened;
  const { webview } = opened;
  let shown = new Map<string, vscode.Uri>();
  const show = async () => {
    const images = await imagesIn(folders);
    shown = new Map(images.map((image) => [image.uri.toString(), image.uri]));
    if (panel === opened) webview.html = galleryPage(webview, images);
  };
  const watchers = folders.map((folder) =>
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "**/*")),
  );
  const listeners = [
    ...watchers,
    ...watchers.flatMap((watcher) => [watcher.onDidCreate(show), watcher.onDidDelete(show)]),
    // Only what the page was given is opened: it cannot name a file of its own.
    webview.onDidReceiveMessage(({ open }: { open?: unknown }) => {
      const uri = shown.get(String(open));
      if (uri) void vscode.commands.executeCommand("vscode.open", uri, { preview: true });
    }),
  ];
  opened.onDidDispose(() => {
    panel = undefined;
    for (const listener of listeners) listener.dispose();
  });
  context.subscriptions.push(opened);
  await show();
}
