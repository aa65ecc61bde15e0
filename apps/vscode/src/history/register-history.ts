import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { historyDrag } from "./drag-images.ts";
import { linkDropKinds, linkDrops } from "./drop-links.ts";
import { followFiles } from "./follow-files.ts";
import { historyFolder, historyOf } from "./history-of.ts";
import { createHistoryTree } from "./history-tree.ts";
import { missingMarks } from "./missing-marks.ts";

const languages = ["markdown", "mdx", "html", "javascriptreact", "typescriptreact"];
// Several changes at once are one look at the files.
const pauseMs = 150;

/** The view of what was made, and what goes with it. Nothing is read before it is in sight. */
export function registerHistory(services: Services): vscode.Disposable {
  const history = historyOf(services);
  const tree = createHistoryTree(services, history);
  const view = vscode.window.createTreeView("seedkit.history", {
    treeDataProvider: tree,
    dragAndDropController: historyDrag,
    canSelectMany: true,
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    if (!view.visible) return;
    clearTimeout(pause);
    pause = setTimeout(() => void tree.refresh(), pauseMs);
  };
  const folder = historyFolder(services.context);
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "*.json"));
  const rewritten = ({ path }: vscode.Uri) => {
    history.forget(path.slice(path.lastIndexOf("/") + 1).replace(/\.json$/, ""));
  };
  return vscode.Disposable.from(
    view,
    watcher,
    // A view that comes into sight again shows what it showed: its files may be gone.
    view.onDidChangeVisibility(({ visible }) => visible && tree.redraw()),
    history.onDidChange(refresh),
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
    watcher.onDidChange(rewritten),
    followFiles(history, refresh),
    vscode.commands.registerCommand("seedkit.history.older", tree.showOlder),
    vscode.window.registerFileDecorationProvider(missingMarks),
    vscode.languages.registerDocumentDropEditProvider({ pattern: "**" }, linkDrops, linkDropKinds),
    vscode.languages.registerHoverProvider(languages, {
      provideHover: async (document, position, token) =>
        (await import("./hover-images.ts")).hoverImages(services, document, position, token),
    }),
    new vscode.Disposable(() => clearTimeout(pause)),
  );
}
