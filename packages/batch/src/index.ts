// What is named here is public. Adding a name is a decision. What needs no Node is in ./manifest.

export { canConvertTo } from "./files/index.ts";
export * from "./manifest/index.ts";
export { type MergeOptions, type MergeResult, mergeProjects } from "./merge/index.ts";
export { embedProvenance, readProvenance } from "./metadata/index.ts";
export { createProjectFiles, type NodeProjectFiles } from "./node-files.ts";
export { findPrunable, type Prunable, prune } from "./prune/index.ts";
export { type Report, type ReportOptions, writeReport } from "./report/index.ts";
export type { RunEvent } from "./run/events.ts";
export type { RunOptions } from "./run/options.ts";
export type { ManifestError } from "./run/prepare.ts";
export type { JobResult, RunResult } from "./run/result.ts";
export { runBatch } from "./run/run-batch.ts";
export { type BatchStatus, batchStatus } from "./run/status.ts";
export { jobsUnderway, type Underway } from "./run/underway.ts";
