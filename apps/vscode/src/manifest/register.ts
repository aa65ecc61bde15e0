import * as vscode from "vscode";
import { isManifestPath, lockName, manifestGlob } from "../core/manifest/manifest-name.ts";
import type { Services } from "../services.ts";
import type { Manifests } from "./manifests.ts";

const selector: vscode.DocumentSelector = { pattern: manifestGlob };
const yaml: vscode.DocumentSelector = { pattern: "**/seedkit.{yaml,yml}" };

// Of a workspace with more, the others are read when they are opened.
const mostFound = 50;

/** Manifests: diagnostics, lenses, completion, hover, badges. Nothing is loaded before there is one. */
export function registerManifests(services: Services): vscode.Disposable {
  const { languages, workspace, window } = vscode;
  let loading: Promise<Manifests> | undefined;
  const disposables: vscode.Disposable[] = [];
  const load = () => {
    loading ??= import("./live.ts").then(({ goLive }) => {
      const { manifests, disposable } = goLive(services);
      disposables.push(disposable);
      return manifests;
    });
    return loading;
  };
  const watch = async (uri: vscode.Uri) => (await load()).watch(uri);
  const opened = ({ uri }: vscode.TextDocument) => {
    if (isManifestPath(uri.path)) void watch(uri);
  };
  const touched = (uri: vscode.Uri) => {
    if (loading) void loading.then((manifests) => manifests.touched(uri));
    else if (isManifestPath(uri.path)) void watch(uri);
  };
  const created = (uri: vscode.Uri) => {
    touched(uri);
    if (isManifestPath(uri.path)) void watch(uri);
  };
  const watcher = workspace.createFileSystemWatcher("**/*");
  disposables.push(
    watcher,
    watcher.onDidChange(touched),
    watcher.onDidCreate(created),
    watcher.onDidDelete(touched),
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidCloseTextDocument(({ uri }) => loading && isManifestPath(uri.path) && touched(uri)),
    workspace.onDidChangeTextDocument(
      ({ document, contentChanges }) =>
        loading && contentChanges.length > 0 && isManifestPath(document.uri.path) && touched(document.uri),
    ),
    workspace.onDidSaveTextDocument(({ uri }) => {
      if (loading && (isManifestPath(uri.path) || uri.path.endsWith(`/${lockName}`))) touched(uri);
    }),
    window.onDidChangeVisibleTextEditors((editors) => {
      for (const { document } of editors) opened(document);
    }),
    languages.registerCompletionItemProvider(
      yaml,
      {
        provideCompletionItems: async (document, position) =>
          (await import("./completion.ts")).provideCompletion(document, position),
      },
      " ",
      ":",
      "[",
      "{",
      ",",
      "/",
      '"',
    ),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, position, token) =>
        (await import("./hover.ts")).provideHover(await load(), document, position, token),
    }),
    languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, _range, context) =>
          (await import("./code-actions.ts")).provideFixes(await load(), document, context),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  for (const document of workspace.textDocuments) opened(document);
  // Not among the first things a window does.
  const later = setTimeout(async () => {
    const found = await workspace.findFiles(manifestGlob, "**/{node_modules,.seedkit}/**", mostFound);
    for (const uri of found) void watch(uri);
  }, 1000);
  return new vscode.Disposable(() => {
    clearTimeout(later);
    for (const disposable of disposables) disposable.dispose();
  });
}
