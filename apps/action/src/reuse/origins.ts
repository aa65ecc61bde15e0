import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lock, Plan } from "@seedkit/batch";
import { jobName } from "./job-name.ts";

/** Where the images of a step came from, by call: the post step saves what no later run would find otherwise. */
export type Origins = {
  /** In its place when the step began: it came with the checkout. */
  readonly present: readonly string[];
  /** From the cache of an earlier run. */
  readonly restored: readonly string[];
};

/** Each step has its own: several may work in one folder before the first of them is tidied up after. */
const fileOf = (folder: string, unique: string) => join(folder, `.seedkit/origins-${unique}.json`);

/** The calls whose images lie in their place. */
export function presentCalls({
  lock,
  plan,
}: {
  readonly lock: Lock;
  readonly plan: Plan;
}): readonly string[] {
  return plan.entries.flatMap(({ entry, key, jobs }) => {
    const missing = new Set(jobs.map(({ index }) => index));
    const calls = Object.hasOwn(lock.images, entry.id) ? (lock.images[entry.id]?.calls ?? []) : [];
    return calls.filter(({ index }) => !missing.has(index)).map(({ index }) => jobName(entry.id, key, index));
  });
}

export async function writeOrigins(folder: string, unique: string, origins: Origins): Promise<void> {
  await mkdir(join(folder, ".seedkit"), { recursive: true });
  // Nothing in there is for version control.
  await writeFile(join(folder, ".seedkit/.gitignore"), "*\n", { flag: "wx" }).catch(() => {});
  await writeFile(fileOf(folder, unique), JSON.stringify(origins));
}

/** The origins of a step; what any step of the job took from the cache is in the cache. */
export async function readOrigins(folder: string, unique: string): Promise<Origins> {
  const own = await readJson(fileOf(folder, unique));
  const names = await readdir(join(folder, ".seedkit")).catch(() => []);
  const files = names.filter((name) => /^origins-.*\.json$/.test(name));
  const all = await Promise.all(files.map((name) => readJson(join(folder, ".seedkit", name))));
  return { present: own.present, restored: all.flatMap(({ restored }) => restored) };
}

async function readJson(path: string): Promise<Origins> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return { present: [], restored: [] };
  }
}
