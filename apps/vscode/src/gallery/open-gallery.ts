import * as vscode from "vscode";
import { fromGallery, type ToGallery } from "../core/gallery/messages.ts";
import { outputFolders } from "../flow/output-folder.ts";
import { historyOf } from "../history/history-of.ts";
import { showError } from "../host/show-error.ts";
import type { Services } from "../services.ts";
import { act, takeReference } from "./gallery-actions.ts";
import { aboutImage, galleryImages } from "./gallery-images.ts";
import { galleryPage, pageFolder } from "./gallery-page.ts";
import { galleryWords } from "./gallery-words.ts";
import { galleryType } from "./register-gallery.ts";
import { followTarget } from "./target-editor.ts";

let panel: vscode.WebviewPanel | undefined;
// Several files at once are one look at the folders.
const pauseMs = 200;

/** Shows the images of the output folders: one panel a window, which follows them. */
export function openGallery(services: Services): void {
  if (panel) panel.reveal();
  else {
    const title = vscode.l10n.t("Seedkit Gallery");
    const opened = vscode.window.createWebviewPanel(galleryType, title, vscode.ViewColumn.Active);
    restoreGallery(services, opened);
  }
}

/** Fills a panel that is new, or was there before a reload. */
export function restoreGallery(services: Services, opened: vscode.WebviewPanel): void {
  panel?.dispose();
  panel = opened;
  const { webview } = opened;
  const { extensionUri } = services.context;
  const target = followTarget();
  opened.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.png");
  let folders: readonly vscode.Uri[] = [];
  let watching = vscode.Disposable.from();
  let shown = new Map<string, vscode.Uri>();
  let pause: ReturnType<typeof setTimeout> | undefined;
  const say = (message: ToGallery) => void webview.postMessage(message);
  const tell = (error: unknown) => void showError(services, error);
  const show = async () => {
    const images = await galleryImages(services, webview, folders);
    if (panel !== opened) return;
    shown = new Map(images.map(({ id }) => [id, vscode.Uri.parse(id, true)]));
    say({ type: "show", images, words: galleryWords() });
  };
  const showSoon = () => {
    clearTimeout(pause);
    pause = setTimeout(() => void show().catch(tell), pauseMs);
  };
  const followFolders = () => {
    folders = outputFolders();
    watching.dispose();
    watching = watchFolders(folders, showSoon);
    // Pictures of the output folders only.
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri), ...folders] };
  };
  const followOthers = () => {
    followFolders();
    showSoon();
  };
  const hear = async (value: unknown) => {
    const message = fromGallery(value);
    if (!message) return;
    if (message.type === "ready") await show();
    else if (message.type === "generate") await vscode.commands.executeCommand("seedkit.generateImage");
    else if (message.type === "reference") await takeReference(services, message.base64);
    else {
      // Only what the page was given is touched: it cannot name a file of its own.
      const uri = shown.get(message.id);
      if (!uri) return;
      if (message.type === "about") say(await aboutImage(services, uri));
      else await act(services, message.action, uri, target);
    }
  };
  const listeners = [
    target,
    new vscode.Disposable(() => watching.dispose()),
    vscode.workspace.onDidChangeWorkspaceFolders(followOthers),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("seedkit.outputFolder")) followOthers();
    }),
    historyOf(services).onDidChange(showSoon),
    webview.onDidReceiveMessage((value) => void hear(value).catch(tell)),
  ];
  opened.onDidDispose(() => {
    if (panel === opened) panel = undefined;
    clearTimeout(pause);
    for (const listener of listeners) listener.dispose();
  });
  followFolders();
  webview.html = galleryPage(webview, extensionUri);
}

function watchFolders(folders: readonly vscode.Uri[], changed: () => void): vscode.Disposable {
  const watchers = folders.map((folder) =>
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "**/*")),
  );
  const heard = watchers.flatMap((watcher) => [
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
  ]);
  return vscode.Disposable.from(...watchers, ...heard);
}
