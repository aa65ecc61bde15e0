import { Worker } from "node:worker_threads";
import type { Environment } from "../environment.ts";

export const startWorker: Environment["startWorker"] = async (script) => {
  const worker = new Worker(script.fsPath, { stdout: true, stderr: true });
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    listen: (hear) => void worker.on("message", hear),
    onEnd(hear) {
      worker.on("error", (error) => hear(error instanceof Error ? error : new Error(String(error))));
      worker.on("exit", (code) => hear(new Error(`the worker ended with ${code}`)));
    },
    end: () => void worker.terminate(),
  };
};
