import type * as vscode from "vscode";
import { activate as start } from "../../extension.ts";
import { startWorker } from "./start-worker.ts";

export { deactivate } from "../../extension.ts";

export const activate = (context: vscode.ExtensionContext) =>
  start(context, { name: "web", apiKey: () => undefined, baseUrl: () => undefined, startWorker });
