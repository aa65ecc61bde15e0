import * as vscode from "vscode";
import type { Assessor } from "../core/manifest/assessor.ts";
import type { WorkerThread } from "../env/environment.ts";
import type { Services } from "../services.ts";

/** Gives manifests to who reads them: small ones here, large ones in a thread that keeps nobody from typing. */
export type Assessors = Assessor & vscode.Disposable;

// Reading so much takes a few milliseconds.
const smallManifest = 40_000;

export function createAssessors(services: Services): Assessors {
  let here: Promise<Assessor> | undefined;
  let thread: WorkerThread | undefined;
  let beside: Promise<Assessor> | undefined;
  const local = () => {
    here ??= import("../core/manifest/assessor.ts").then(({ createAssessor }) => createAssessor());
    return here;
  };
  const remote = () => {
    beside ??= start().catch((error: unknown) => {
      services.log.warn(`manifests are read without a worker: ${String(error)}`);
      return local();
    });
    return beside;
  };
  const start = async () => {
    const { createRemoteAssessor } = await import("../core/manifest/worker-protocol.ts");
    const { context, environment } = services;
    const script = vscode.Uri.joinPath(context.extensionUri, "dist", environment.name, "manifest-worker.js");
    const worker = await environment.startWorker(script);
    thread = worker;
    const assessor = createRemoteAssessor(worker);
    worker.onEnd((error) => {
      if (thread === worker) {
        thread = undefined;
        // The next large manifest is read here: what ended it may end it again.
        beside = local();
      }
      assessor.fail(error);
    });
    return assessor;
  };
  const choose = ({ text }: { readonly text: string }) => (text.length > smallManifest ? remote() : local());
  return {
    assess: async (source, raw) => (await choose(source)).assess(source, raw),
    plan: async (source, raw, only) => (await choose(source)).plan(source, raw, only),
    forget(manifest) {
      void here?.then((assessor) => assessor.forget(manifest));
      void beside?.then((assessor) => assessor.forget(manifest));
    },
    dispose: () => thread?.end(),
  };
}
