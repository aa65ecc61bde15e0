import { costRange, listModels, type Model, sumCosts } from "@seedkit/core";
import { keyOf } from "../key/entry-key.ts";
import type { Job } from "../key/job.ts";
import { emptyLock } from "../lock/format-lock.ts";
import type { Lock } from "../lock/lock.ts";
import type { Entry, Manifest } from "../manifest/entry.ts";
import { sortProblems } from "../manifest/problem-list.ts";
import type { HashCache, ProjectFiles } from "../manifest/project-files.ts";
import { inShard, type Shard } from "../shard.ts";
import { type Assessing, assess } from "./assess.ts";
import { checkOutputs } from "./check-outputs.ts";
import { hashLocked } from "./files-on-disk.ts";
import { createForecast } from "./forecast.ts";
import type { Plan, PlannedEntry } from "./plan.ts";
import { createPlanProblems, type TellPlan } from "./plan-problem.ts";
import { hashAllReferences } from "./plan-references.ts";
import { renamedImages } from "./renamed.ts";
import { findReusable } from "./reusable.ts";
import { selectEntries } from "./select.ts";

export type PlanOptions = {
  /** Calls at once, for the expected time. @default 4 */
  readonly concurrency?: number;
  /** Tags, ids, ids before the matrix, or globs of ids. @default all */
  readonly only?: readonly string[];
  readonly shard?: Shard;
  readonly cache?: HashCache;
  /** Whether images can be made into a format here. @default every format */
  readonly canConvertTo?: (format: string) => boolean | Promise<boolean>;
  /** Plans files anew that were edited by hand. @default false */
  readonly overwriteEdited?: boolean;
  /** Takes what the emulator drew for made. @default false: it is to be made */
  readonly emulated?: boolean;
  /** Keys of jobs that a run died in: their files may lie in place already, and do not count as somebody else's. */
  readonly underway?: Pick<ReadonlySet<string>, "has">;
  /** @default the models Seedkit ships */
  readonly models?: readonly Model[];
};

/**
 * What has to be done for the files to match the manifest, what it costs, and everything that would fail only
 * after it was paid for. No network, and nothing is written but the cache.
 */
export async function planManifest(
  manifest: Manifest,
  lock: Lock | undefined,
  files: ProjectFiles,
  options: PlanOptions = {},
): Promise<Plan> {
  const {
    models = listModels(),
    concurrency = 4,
    cache,
    overwriteEdited = false,
    emulated = false,
  } = options;
  const { tell, tellAll, problems } = createPlanProblems(manifest);
  const { entries, unmatched } = selectEntries(manifest.entries, options.only);
  for (const { pattern, nearest } of unmatched) {
    const suggestion = nearest ? `; did you mean ${nearest}?` : "";
    tellAll("nothing_selected", `no image has the id or the tag "${pattern}"${suggestion}`, nearest);
  }
  const known = lock ?? emptyLock();
  const orphans = orphansOf(manifest, known);
  const references = await hashAllReferences(entries, files, cache, tell);
  const hashes = await hashLocked(lockedPaths(entries, orphans, known), files, cache);
  const claimRenamed = renamedImages(manifest, known);
  const assessing: Assessing = { lock: known, models, hashes, overwriteEdited, emulated, claimRenamed };
  const planned = await planEntries(entries, references, assessing, files, options, tell);
  warnOfEqualKeys(planned, tell);
  const jobs = planned.flatMap((entry) => entry.jobs);
  const { canConvertTo, underway } = options;
  await checkOutputs(jobs, { files, lock: known, canConvertTo, underway, overwriteEdited }, tell);
  return {
    entries: planned,
    orphans,
    problems: sortProblems(problems),
    cost: sumCosts(planned.map(({ cost }) => cost)),
    jobCount: jobs.length,
    expectedMs: expectedMs(planned, models, concurrency),
  };
}

async function planEntries(
  entries: readonly Entry[],
  references: ReadonlyMap<Entry, Readonly<Record<string, string>>>,
  assessing: Assessing,
  files: ProjectFiles,
  { shard }: PlanOptions,
  tell: TellPlan,
): Promise<PlannedEntry[]> {
  const planned: PlannedEntry[] = [];
  const { models } = assessing;
  const forecast = createForecast();
  for (const entry of entries) {
    const referenceHashes = references.get(entry);
    // A reference that cannot be used was told: the entry cannot be planned.
    if (!referenceHashes) continue;
    const key = keyOf(entry, referenceHashes, models, files.sha256);
    const assessment = assess(entry, key, referenceHashes, assessing);
    const { state, changes, files: paths, calls } = assessment;
    const jobs = calls
      .map((index): Job => ({ entry, index, key, jobKey: `${key}-${index}`, referenceHashes }))
      .filter(({ jobKey }) => !shard || inShard(jobKey, shard));
    const isRemade = assessment.remade.length > 0;
    const reusable = isRemade ? await findReusable(jobs, assessment, files, assessing) : [];
    warnOfFiles(entry, assessment, assessing, tell);
    const { size, cost, warnings } = forecast(entry, modelOf(entry, models));
    const paid = jobs.length - reusable.length;
    planned.push({
      entry,
      state,
      changes,
      files: paths,
      jobs,
      reusable,
      size,
      key,
      referenceHashes,
      cost: costRange(cost.min.micros * paid, cost.max.micros * paid),
      warnings,
    });
  }
  return planned;
}

function modelOf(entry: Entry, models: readonly Model[]): Model {
  const model = models.find(({ id }) => id === entry.model);
  if (!model) throw new RangeError(`The manifest was read with a model that is not there: ${entry.model}`);
  return model;
}

function warnOfFiles(
  entry: Entry,
  { state, files, calls }: ReturnType<typeof assess>,
  { lock }: Assessing,
  tell: TellPlan,
): void {
  if (state === "edited" && calls.length === 0) {
    tell(entry, "edited", "output", `${files.join(", ")} was edited by hand and stays as it is`, "warning");
  }
  const made = Object.hasOwn(lock.images, entry.id) ? (lock.images[entry.id]?.calls ?? []) : [];
  const surplus = made.filter(({ index }) => index >= entry.count).flatMap((call) => call.files);
  if (surplus.length === 0) return;
  const names = surplus.map(({ path }) => path).join(", ");
  tell(entry, "surplus_files", "count", `count is ${entry.count}, and there is more: ${names}`, "warning");
}

/** Equal requests give different images, so two of them may be meant: told, not folded. */
function warnOfEqualKeys(planned: readonly PlannedEntry[], tell: TellPlan): void {
  const first = new Map<string, Entry>();
  for (const { key, entry } of planned) {
    const same = first.get(key);
    if (!same) first.set(key, entry);
    else {
      const message = `asks for the same as ${same.id} (line ${same.position.line}): each is paid for`;
      tell(entry, "equal_prompts", "prompt", message, "warning");
    }
  }
}

/** The files that have to be looked at: of the entries, and of what an entry that is new may be by another name. */
function lockedPaths(entries: readonly Entry[], orphans: Plan["orphans"], { images }: Lock): Set<string> {
  const paths = new Set<string>();
  let hasNew = false;
  for (const { id } of entries) {
    const locked = Object.hasOwn(images, id) ? images[id] : undefined;
    hasNew ||= !locked;
    for (const { files } of locked?.calls ?? []) for (const { path } of files) paths.add(path);
  }
  if (hasNew) for (const { files } of orphans) for (const path of files) paths.add(path);
  return paths;
}

function orphansOf({ entries }: Manifest, { images }: Lock): Plan["orphans"] {
  const ids = new Set(entries.map(({ id }) => id));
  return Object.entries(images)
    .filter(([id]) => !ids.has(id))
    .map(([id, { calls }]) => ({ id, files: calls.flatMap(({ files }) => files.map(({ path }) => path)) }));
}

/** The models' usual times shared among the slots, and at least the longest of them. */
function expectedMs(planned: readonly PlannedEntry[], models: readonly Model[], concurrency: number): number {
  let total = 0;
  let longest = 0;
  for (const { entry, jobs, reusable } of planned) {
    const paid = jobs.length - reusable.length;
    if (paid === 0) continue;
    const { typicalMs } = modelOf(entry, models);
    total += typicalMs * paid;
    longest = Math.max(longest, typicalMs);
  }
  return Math.max(longest, Math.round(total / Math.max(1, concurrency)));
}
