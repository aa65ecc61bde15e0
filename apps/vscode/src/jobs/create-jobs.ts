import { redact, systemClock } from "@seedkit/core";
import * as vscode from "vscode";
import { createQueue } from "../core/jobs/create-queue.ts";
import type { Jobs } from "../core/jobs/job.ts";
import { createTakeUp } from "../core/jobs/left.ts";
import type { QueueHost } from "../core/jobs/queue-host.ts";
import { createRecords } from "../core/jobs/records.ts";
import { createSlots } from "../core/jobs/slots.ts";
import { readSettings } from "../host/settings.ts";
import { saveImages } from "../saving/save-images.ts";
import type { Services } from "../services.ts";
import { createConnections } from "./connections.ts";
import { createRecordFiles, recordFolders } from "./record-folder.ts";
import { createStatusBar } from "./status-bar.ts";
import { takeUpLeft } from "./take-up.ts";

/** Makes the window's queue, and takes up what an earlier window left. */
export async function createJobs(services: Services): Promise<Jobs> {
  const { context, environment, log } = services;
  const slots = createSlots(systemClock, readSettings().concurrency);
  const window = crypto.randomUUID().slice(0, 8);
  const host: QueueHost = {
    clock: systemClock,
    slots,
    records: createRecords(createRecordFiles(environment, recordFolders(context)), systemClock, window),
    connect: createConnections(services, slots),
    read: async (uri) => vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)),
    save: (request, made, notes) => saveImages(services, request, made, notes),
    remember: async (record, images, made) => {
      const { recordImages } = await import("../history/record-images.ts");
      await recordImages(services, record, images, made);
    },
    hold: async (record) => {
      const { holdForJob } = await import("../manifest/hold-for-job.ts");
      return holdForJob(services, record);
    },
    timeoutMs: () => readSettings().timeoutMs,
    log: (line) => log.info(redact(line)),
  };
  const queue = createQueue(host);
  services.beforeClose.push(async () => {
    await queue.close();
    const { releaseFolders } = await import("../manifest/hold-folder.ts");
    await releaseFolders(services);
  });
  const left = takeUpLeft(services, queue, createTakeUp(host, queue));
  context.subscriptions.push(
    left,
    createStatusBar(queue),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("seedkit.concurrency")) slots.resize(readSettings().concurrency);
    }),
  );
  // Who asks for what an earlier window had sent gets that one.
  await left.looked;
  return queue;
}
