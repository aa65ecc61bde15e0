import { basename } from "node:path";
import { listModels } from "@seedkit/core";
import { canConvertTo } from "../files/index.ts";
import type { Ledger } from "../ledger/index.ts";
import type { Lock } from "../lock/lock.ts";
import type { Manifest } from "../manifest/entry.ts";
import type { HashCache, ProjectFiles } from "../manifest/project-files.ts";
import type { Plan } from "../plan/plan.ts";
import { planManifest } from "../plan/plan-manifest.ts";
import type { RunOptions } from "./options.ts";
import { manifestError } from "./prepare.ts";
import { underwayIn } from "./underway.ts";

/** Plans a run. @throws ManifestError where something is in the way of it: nothing was sent */
export async function planRun(
  { concurrency, only, shard, overwriteEdited, emulated, models = listModels(), manifest: file }: RunOptions,
  {
    folder,
    manifest,
    lock,
    files,
    ledger,
  }: {
    readonly folder: string;
    readonly manifest: Manifest;
    readonly lock: Lock;
    readonly files: ProjectFiles & { readonly cache: HashCache };
    readonly ledger: Ledger;
  },
): Promise<Plan> {
  const plan = await planManifest(manifest, lock, files, {
    models,
    cache: files.cache,
    canConvertTo,
    underway: await underwayIn(folder, ledger.state),
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
