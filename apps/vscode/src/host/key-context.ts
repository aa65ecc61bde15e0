import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** Tells the walkthrough whether there is a key. */
export function registerKeyContext({ keys }: Services): vscode.Disposable {
  const tell = async () => {
    await vscode.commands.executeCommand("setContext", "seedkit.hasKey", (await keys.source()) !== undefined);
  };
  void tell();
  return keys.onDidChange(tell);
}
