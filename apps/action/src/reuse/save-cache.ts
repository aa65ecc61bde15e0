import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadLock } from "../project/load.ts";
import type { Environment } from "../runner/environment.ts";
import type { Log } from "../runner/log.ts";
import { loadCacheService } from "./cache-service.ts";
import { readOrigins } from "./origins.ts";
import { fillStage, stageName } from "./stage.ts";

/** The post step: saves what was paid for, also where the job failed or was cancelled. Never throws. */
export async function saveCache(env: Environment, log: Log): Promise<void> {
  const { STATE_folder: folder, STATE_stage: stage, STATE_key: key, STATE_unique: unique } = env;
  if (!folder || !stage || !key) return;
  try {
    const { present, restored } = await readOrigins(folder, unique ?? "");
    const staged = await fillStage(folder, await loadLock(folder), new Set(present));
    const known = new Set(restored);
    const isNew = staged.some((name) => !known.has(name));
    if (!isNew && !(await isUnfinished(folder))) return log.say("Nothing new to cache");
    const service = await loadCacheService();
    await service.save(stage, key);
    log.say(`${staged.length} calls cached as ${key}`);
  } catch (error) {
    log.say(`Nothing is cached: ${error instanceof Error ? error.message : error}`);
  }
}

/** Whether the ledger holds what a later run has to go on from. */
async function isUnfinished(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, stageName, "ledger.jsonl"), "utf8").catch(() => "");
  return text.split("\n").some((line) => /"type":"(started|submitted|received|ambiguous|failed)"/.test(line));
}
