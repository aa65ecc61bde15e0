import * as vscode from "vscode";
import type { Environment } from "../environment.ts";

/** The script is read and handed over: a worker may not load it from where extensions lie. */
export const startWorker: Environment["startWorker"] = async (script) => {
  const bytes = await vscode.workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: "text/javascript" }));
  // The host's own Worker loads the script later, from within another: the address has to live as long as it.
  const worker = new Worker(address);
  return {
    post: (message) => worker.postMessage(message),
    listen: (hear) => worker.addEventListener("message", ({ data }) => hear(data)),
    onEnd: (hear) => worker.addEventListener("error", ({ message }) => hear(new Error(message))),
    end() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
};
