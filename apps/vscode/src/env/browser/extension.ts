import type * as vscode from "vscode";
import { activate as start } from "../../extension.ts";

export { deactivate } from "../../extension.ts";

export const activate = (context: vscode.ExtensionContext) =>
  start(context, { name: "web", apiKey: () => undefined, baseUrl: () => undefined });
