import { rm } from "node:fs/promises";
import { join } from "node:path";
import { formatLock, type Manifest } from "@seedkit/batch";
import { saveFile } from "@seedkit/core/node";
import type { Trust } from "../event/trust.ts";
import { InputError } from "../inputs/input-error.ts";
import type { Settings } from "../inputs/settings.ts";
import { type Loaded, loadPlan } from "../project/load.ts";
import type { Project } from "../project/open-project.ts";
import type { Step } from "../run/step.ts";
import { writeFileCommand } from "../runner/file-command.ts";
import { cacheKeys } from "./cache-keys.ts";
import { loadCacheService } from "./cache-service.ts";
import { findSources } from "./find-sources.ts";
import { forgetKeys } from "./forget.ts";
import { presentCalls, writeOrigins } from "./origins.ts";
import { planWithout } from "./plan-without.ts";
import { restoreLedger } from "./restore-ledger.ts";
import { stageName } from "./stage.ts";
import { takeOver } from "./take-over.ts";

type Current = Pick<Loaded, "lock" | "plan">;

type Reusing = Pick<Loaded, "lock" | "plan"> & {
  readonly settings: Settings;
  readonly step: Step;
  readonly trust: Trust;
  readonly project: Project;
  readonly manifest: Manifest;
};

/**
 * Takes over what need not be paid for again, in this order: files in the workspace that match the lock, other
 * jobs' artifacts, the cache of earlier runs. Gives the plan of what is left.
 */
export async function applyReuse(reusing: Reusing): Promise<Pick<Loaded, "lock" | "plan">> {
  const { settings, step, project, manifest } = reusing;
  let current: Current = reusing;
  // A dry run leaves the workspace as it is.
  const lookOnly = settings.dryRun;
  const without = async (taken: readonly string[]) => {
    if (taken.length === 0) return;
    if (lookOnly) current = { ...current, plan: planWithout(current.plan, taken) };
    else current = await loadPlan(project, manifest, settings);
  };
  if (settings.reuse === "off" || settings.reuse === "cache") {
    const lock = forgetKeys(current.lock, current.plan);
    if (!lookOnly)
      await saveFile(join(project.folder, "seedkit.lock"), formatLock(lock), { overwrite: true });
    current = await loadPlan(project, manifest, settings, lock);
  }
  const present = presentCalls(current);
  if (settings.reuseFrom !== undefined) {
    for (const source of await sourcesOf(settings.reuseFrom, step)) {
      await without(await takeOver(source, { folder: project.folder, lookOnly, ...current }));
    }
  }
  if (settings.reuse === "auto" || settings.reuse === "cache") {
    const { facts } = step;
    const unique = `${facts.runId}-${facts.runAttempt}-${step.now().toString(36)}`;
    const restored = await useCache(reusing, current, unique);
    await without(restored);
    if (facts.hasCache && !lookOnly) await writeOrigins(project.folder, unique, { present, restored });
  }
  return current;
}

async function sourcesOf(path: string, { facts }: Step): Promise<readonly string[]> {
  try {
    return await findSources(facts.workspace, path);
  } catch (error) {
    throw new InputError([`reuse-from: ${error instanceof Error ? error.message : error}`]);
  }
}

/** Restores the cache of an earlier run, and arranges for the post step to save this one's. Gives the calls it had. */
async function useCache(
  { settings, step, trust, project }: Reusing,
  current: Current,
  unique: string,
): Promise<readonly string[]> {
  const { facts, log, env } = step;
  const { folder, folderShown } = project;
  if (!facts.hasCache) return [];
  const keys = cacheKeys(folderShown, settings.shard, unique);
  const state = (name: string, value: string) => writeFileCommand(env.GITHUB_STATE, name, value);
  if (!settings.dryRun && !trust.readOnlyCache) {
    state("folder", folder);
    state("stage", `${folderShown}/${stageName}`);
    state("key", keys.save);
    state("unique", unique);
  }
  if (current.plan.jobCount === 0) return [];
  try {
    const service = await loadCacheService();
    await rm(join(folder, stageName), { recursive: true, force: true });
    const [first = "", ...others] = keys.restore;
    const found = await service.restore(`${folderShown}/${stageName}`, first, [first, ...others]);
    if (found === undefined) return [];
    const lookOnly = settings.dryRun;
    if (!lookOnly) await restoreLedger(folder, step.now());
    const taken = await takeOver(join(folder, stageName), { folder, lookOnly, ...current });
    log.say(`${taken.length} of ${current.plan.jobCount} taken over from the cache ${found}`);
    return taken;
  } catch (error) {
    log.annotate("warning", `The cache cannot be used: ${error instanceof Error ? error.message : error}`);
    return [];
  } finally {
    await rm(join(folder, stageName), { recursive: true, force: true });
  }
}
