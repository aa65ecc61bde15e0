// One measurement of the batch engine in a process of its own: `worker.ts <task> <JSON>` prints one JSON line.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createProjectFiles, runBatch } from "@seedkit/batch";
import { parseLock, planManifest, readManifest } from "@seedkit/batch/manifest";
import { createClient } from "@seedkit/core";
import { manifestOf, writeFinishedProject } from "./project.ts";

type Ask = {
  folder: string;
  entries: number;
  url: string;
  concurrency: number;
  size: string;
  rounds: number;
  /** @default "sync" */
  transport?: "sync" | "queued";
};

async function parse({ entries, rounds }: Ask) {
  const text = manifestOf(entries);
  const files = createProjectFiles(".");
  const ms: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { manifest, problems } = await readManifest({ file: "seedkit.yaml", text }, files);
    ms.push(performance.now() - start);
    if (manifest?.entries.length !== entries) throw new Error(JSON.stringify(problems.slice(0, 3)));
  }
  return { ms };
}

/** What `check` does: reads manifest and lock, looks at every file, and finds nothing to do. */
async function plan({ folder, rounds }: Ask) {
  const ms: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const files = createProjectFiles(folder);
    const start = performance.now();
    const text = await readFile(join(folder, "seedkit.yaml"), "utf8");
    const { manifest } = await readManifest({ file: "seedkit.yaml", text }, files);
    if (!manifest) throw new Error("The manifest is not valid");
    const lock = parseLock(await readFile(join(folder, "seedkit.lock"), "utf8"));
    const { jobCount, entries } = await planManifest(manifest, lock, files, { cache: files.cache });
    ms.push(performance.now() - start);
    if (jobCount > 0 || entries.some(({ state }) => state !== "unchanged"))
      throw new Error("Something is left to do");
    await files.saveCache();
  }
  // The first round fills the cache of hashes: it is the cold one.
  return { cold: ms[0], ms: ms.slice(1) };
}

async function run({ folder, entries, url, concurrency, size, transport = "sync" }: Ask) {
  await mkdir(folder, { recursive: true });
  const manifest = join(folder, "seedkit.yaml");
  await writeFile(manifest, manifestOf(entries, { size: `"${size}"` }));
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  const result = await runBatch({
    manifest,
    client: createClient({ apiKey: "bench", baseUrl: url }),
    maxCost: entries * 40_000,
    concurrency,
    transport,
  });
  const ms = performance.now() - start;
  if (result.counts.generated !== entries) throw new Error(JSON.stringify(result.counts));
  return { ms, grownMiB: (process.resourceUsage().maxRSS - before) / 1024 };
}

const finished = async ({ folder, entries }: Ask) => {
  await writeFinishedProject(folder, entries);
  return {};
};

const tasks: Record<string, (ask: Ask) => Promise<object>> = { parse, plan, run, finished };
const [task = "", ask = "{}"] = process.argv.slice(2);
const work = tasks[task];
if (!work) throw new Error(`No task ${task}`);
console.log(JSON.stringify(await work(JSON.parse(ask) as Ask)));
