// Runtime-neutral: reading, keys, plan and lock work wherever there is `crypto.subtle`. Node is in `..`.
export { canonicalJson } from "../key/canonical-json.ts";
export { entryKey, keyInput, keyVersion } from "../key/entry-key.ts";
export type { Job } from "../key/job.ts";
export { hashReferences } from "../key/reference-hashes.ts";
export { emptyLock, formatLock } from "../lock/format-lock.ts";
export { lockJsonSchema } from "../lock/json-schema.ts";
export type { Lock, LockedCall, LockedFile, LockedImage } from "../lock/lock.ts";
export { parseLock } from "../lock/parse-lock.ts";
export type { EntryState, Plan, PlannedEntry, ReusableCall } from "../plan/plan.ts";
export { type PlanOptions, planManifest } from "../plan/plan-manifest.ts";
export { inShard, type Shard } from "../shard.ts";
export type { Entry, LocalReference, Manifest, OutputFormat, OutputSpec } from "./entry.ts";
export { manifestJsonSchema } from "./json-schema.ts";
export { outputPath } from "./output.ts";
export { formatProblem, type Position, type Problem } from "./problem.ts";
export type { FileStat, HashCache, ProjectFiles } from "./project-files.ts";
export {
  type ManifestFormat,
  type ManifestSource,
  type ReadOptions,
  type ReadResult,
  readManifest,
} from "./read-manifest.ts";
export { inputWithReferences } from "./references.ts";
