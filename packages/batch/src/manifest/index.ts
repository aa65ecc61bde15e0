// Runtime-neutral: reading, keys, plan and lock work wherever there is `crypto.subtle`. Node is in `..`.
export { type Conversion, neededConversion } from "../files/needed-conversion.ts";
export { canonicalJson } from "../key/canonical-json.ts";
export { entryKey, keyInput, keyVersion } from "../key/entry-key.ts";
export type { Job } from "../key/job.ts";
export { nameOf as jobName } from "../key/name-of.ts";
export { hashReferences } from "../key/reference-hashes.ts";
export { sha256 } from "../key/sha256.ts";
export { type OpenCall, openCalls } from "../ledger/open-calls.ts";
export { costOf } from "../lock/cost.ts";
export { emptyLock, formatLock } from "../lock/format-lock.ts";
export { lockJsonSchema } from "../lock/json-schema.ts";
export type { Lock, LockedCall, LockedFile, LockedImage } from "../lock/lock.ts";
export { type MadeFrom, madeFrom } from "../lock/made-from.ts";
export { parseLock } from "../lock/parse-lock.ts";
export { withCall } from "../lock/with-call.ts";
export { embedProvenance, readProvenance } from "../metadata/embed.ts";
export type { Provenance, ProvenanceInput } from "../metadata/provenance.ts";
export { provenanceOf } from "../metadata/provenance-of.ts";
export { originalPath } from "../plan/files-on-disk.ts";
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
