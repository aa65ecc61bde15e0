import { basename } from "node:path";
import { listModels } from "@seedkit/core";
import { canConvertTo } from "../files/index.ts";
import { jobKeyOf } from "../key/name-of.ts";
import { isFree, type Ledger } from "../ledger/index.ts";
import type { Lock } from "../lock/lock.ts";
import type { Manifest } from "../manifest/entry.ts";
import type { HashCache, ProjectFiles } from "../manifest/project-files.ts";
import type { Plan } from "../plan/plan.ts";
import { planManifest } from "../plan/plan-manifest.ts";
import type { RunOptions } from "./options.ts";
import { manifestError } from "./prepare.ts";

/** Plans a run. @throws ManifestError where something is in the way of it: nothing was sent */
export async function planRun(
  { concurrency, only, shard, overwriteEdited, emulated, models = listModels(), manifest: file }: RunOptions,
  {
    manifest,
    lock,
    files,
    ledger,
  }: {
    readonly manifest: Manifest;
    readonly lock: Lock;
    readonly files: ProjectFiles & { readonly cache: HashCache };
    readonly ledger: Ledger;
  },
): Promise<Plan> {
  const underway = new Set(
    [...ledger.state.jobs.values()].filter((state) => !isFree(state)).map(({ job }) => jobKeyOf(job)),
  );
  const plan = await planManifest(manifest, lock, files, {
    models,
    cache: files.cache,
    canConvertTo,
    underway,
    ...(concurrency !== undefined && { concurrency }),
    ...(only && { only }),
    ...(shard && { shard }),
    ...(overwriteEdited !== undefined && { overwriteEdited }),
    ...(emulated !== undefined && { emulated }),
  });
  if (plan.problems.some(({ severity }) => severity === "error"))
    throw manifestError(basename(file), plan.problems);
  return plan;
}
