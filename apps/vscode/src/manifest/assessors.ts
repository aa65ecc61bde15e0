import * as vscode from "vscode";
import type { Assessor } from "../core/manifest/assessor.ts";
import { createRemoteAssessor } from "../core/manifest/worker-protocol.ts";
import type { WorkerThread } from "../env/environment.ts";
import type { Services } from "../services.ts";

/** Who reads manifests: a thread beside, so that one of ten thousand entries keeps nobody from typing. */
export type Assessors = Assessor & vscode.Disposable;

type Running = { readonly thread: WorkerThread; readonly assessor: Assessor };

export function createAssessors(services: Services): Assessors {
  const { context, environment } = services;
  let running: Promise<Running> | undefined;
  const start = async (): Promise<Running> => {
    const script = vscode.Uri.joinPath(context.extensionUri, "dist", environment.name, "manifest-worker.js");
    const thread = await environment.startWorker(script);
    const assessor = createRemoteAssessor(thread);
    thread.onEnd((error) => {
      services.log.warn(`the thread that reads manifests ended: ${error.message}`);
      // The next reading starts another.
      running = undefined;
      assessor.fail(error);
    });
    return { thread, assessor };
  };
  const assessor = async () => {
    running ??= start().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return (await running).assessor;
  };
  return {
    assess: async (source, raw) => (await assessor()).assess(source, raw),
    plan: async (source, raw, only) => (await assessor()).plan(source, raw, only),
    forget: (manifest) => void running?.then(({ assessor: one }) => one.forget(manifest)),
    dispose: () => void running?.then(({ thread }) => thread.end()),
  };
}
