import * as vscode from "vscode";

export type TargetEditor = vscode.Disposable & { editor(): Promise<vscode.TextEditor | undefined> };

/** The text that an image would be inserted into while a panel has the focus: the one that had it last. */
export function followTarget(): TargetEditor {
  const { window } = vscode;
  let last = window.activeTextEditor ?? window.visibleTextEditors[0];
  const following = window.onDidChangeActiveTextEditor((editor) => {
    last = editor ?? last;
  });
  return {
    editor: async () =>
      last && !last.document.isClosed ? last : (window.visibleTextEditors[0] ?? (await showOnlyText())),
    dispose: () => following.dispose(),
  };
}

/** After a reload a text may lie behind the panel: where it is the only one, it is meant. */
async function showOnlyText(): Promise<vscode.TextEditor | undefined> {
  const texts = vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap(({ input }) =>
      input instanceof vscode.TabInputText ? [{ uri: input.uri, viewColumn }] : [],
    ),
  );
  const [only] = texts;
  return only && texts.length === 1 ? vscode.window.showTextDocument(only.uri, only) : undefined;
}
