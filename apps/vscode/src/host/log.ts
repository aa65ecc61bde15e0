import * as vscode from "vscode";

export type Log = vscode.LogOutputChannel;

/** The one channel. What is written to it never holds the key or image bytes. */
export function createLog(context: vscode.ExtensionContext): Log {
  const log = vscode.window.createOutputChannel("Seedkit", { log: true });
  context.subscriptions.push(log);
  return log;
}
