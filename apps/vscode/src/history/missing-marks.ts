import * as vscode from "vscode";

const scheme = "seedkit-missing";

/** Stands for a file that is gone: it is decorated in the history, and nowhere else. */
export const missingUri = (id: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/${id}` });

/** Missing files are grey. */
export const missingMarks: vscode.FileDecorationProvider = {
  provideFileDecoration: (uri) =>
    uri.scheme === scheme
      ? new vscode.FileDecoration(
          undefined,
          vscode.l10n.t("The file is not there any more"),
          new vscode.ThemeColor("disabledForeground"),
        )
      : undefined,
};
