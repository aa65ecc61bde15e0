import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadLock } from "../project/load.ts";
import type { Environment } from "../runner/environment.ts";
import type { Log } from "../runner/log.ts";
import { loadCacheService } from "./cache-service.ts";
import { fillStage, presentName, stageName } from "./stage.ts";

/** The post step: saves what was paid for, also where the job failed or was cancelled. Never throws. */
export async function saveCache(env: Environment, log: Log): Promise<void> {
  const { STATE_folder: folder, STATE_stage: stage, STATE_key: key } = env;
  if (!folder || !stage || !key) return;
  try {
    const present = await readPresent(folder);
    const count = await fillStage(folder, await loadLock(folder), present);
    const hasLedger = (await readFile(join(folder, stageName, "ledger.jsonl")).catch(() => "")).length > 0;
    if (count === 0 && !hasLedger) return log.say("Nothing to cache");
    const service = await loadCacheService();
    await service.save(stage, key);
    log.say(`${count} calls cached as ${key}`);
  } catch (error) {
    log.say(`Nothing is cached: ${error instanceof Error ? error.message : error}`);
  }
}

async function readPresent(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(JSON.parse(await readFile(join(folder, presentName), "utf8")) as string[]);
  } catch {
    return new Set();
  }
}
