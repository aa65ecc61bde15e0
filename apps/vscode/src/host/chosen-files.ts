import * as vscode from "vscode";

/**
 * The files that a command of a menu is for: all that are selected in the explorer, else the one it was called on.
 * A key binding names none: then it is the image of the active tab.
 */
export function chosenFiles(uri?: vscode.Uri, uris?: readonly vscode.Uri[]): readonly vscode.Uri[] {
  if (uris && uris.length > 0) return uris;
  if (uri) return [uri];
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? [input.uri] : [];
}
