import type * as vscode from "vscode";
import { activate as start } from "../../extension.ts";
import { realPath } from "./machine.ts";
import { startWorker } from "./start-worker.ts";

export { deactivate } from "../../extension.ts";

export const activate = (context: vscode.ExtensionContext) =>
  start(context, {
    name: "node",
    apiKey: () => process.env["SEGMIND_API_KEY"],
    baseUrl: () => process.env["SEGMIND_BASE_URL"],
    startWorker,
    runtime: process.execPath,
    realPath,
    moveFile: async (...move) => (await import("./move-file.ts")).moveFile(...move),
    takeFolder: async (folder) => (await import("./take-folder.ts")).takeFolder(folder),
  });
