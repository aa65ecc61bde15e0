import * as vscode from "vscode";

/** What shows in editors, the explorer and the side bar, all about the word TODO in Markdown. */
export function features() {
  const problems = vscode.languages.createDiagnosticCollection("sample");
  const check = (document) => {
    if (document.languageId !== "markdown") return;
    const found = todosOf(document).map(
      (range) => new vscode.Diagnostic(range, "Something is left to do", vscode.DiagnosticSeverity.Warning),
    );
    problems.set(document.uri, found);
  };
  vscode.workspace.textDocuments.forEach(check);
  return [
    problems,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.languages.registerCodeLensProvider("markdown", { provideCodeLenses }),
    vscode.languages.registerHoverProvider("markdown", { provideHover }),
    vscode.languages.registerCodeActionsProvider("markdown", { provideCodeActions }),
    vscode.languages.registerCompletionItemProvider("markdown", { provideCompletionItems }, "@"),
    vscode.window.registerFileDecorationProvider({ provideFileDecoration }),
    vscode.window.createTreeView("sample.tree", { treeDataProvider: things() }),
  ];
}

function todosOf(document) {
  return [...document.getText().matchAll(/TODO/g)].map(
    ({ index }) => new vscode.Range(document.positionAt(index), document.positionAt(index + 4)),
  );
}

function provideCodeLenses(document) {
  return todosOf(document).map(
    (range) =>
      new vscode.CodeLens(range, { title: "Do it", command: "sample.touch", arguments: [document.uri] }),
  );
}

function provideHover(document, position) {
  const range = todosOf(document).find((each) => each.contains(position));
  return range && new vscode.Hover("**Left to do**", range);
}

function provideCodeActions(document, _range, { diagnostics }) {
  return diagnostics
    .filter(({ source, message }) => !source && message === "Something is left to do")
    .map((diagnostic) => {
      const action = new vscode.CodeAction("Call it done", vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, diagnostic.range, "DONE");
      action.diagnostics = [diagnostic];
      return action;
    });
}

function provideCompletionItems() {
  return ["anna", "bert"].map(
    (name) => new vscode.CompletionItem(`@${name}`, vscode.CompletionItemKind.User),
  );
}

function provideFileDecoration(uri) {
  if (!uri.path.endsWith(".md")) return undefined;
  return new vscode.FileDecoration("M", "It is Markdown", new vscode.ThemeColor("charts.green"));
}

function things() {
  const below = { fruit: ["apple", "pear"], tools: ["saw"] };
  return {
    getTreeItem(name) {
      const folds = name in below ? vscode.TreeItemCollapsibleState.Collapsed : undefined;
      const item = new vscode.TreeItem(name, folds);
      item.description = folds ? `${below[name].length}` : "";
      return item;
    },
    getChildren: (name) => (name ? (below[name] ?? []) : Object.keys(below)),
  };
}
