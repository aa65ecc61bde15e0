import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, startEmulator } from "../batch/children.ts";
import { memory } from "../batch/memory.ts";
import type { Suite, Table } from "../section.ts";
import { median } from "../statistics.ts";

const jobs = 1000;
const jobMs = 250;
const concurrency = 32;
const idealMs = Math.ceil(jobs / concurrency) * jobMs;

/** The engine of images as code: what it adds to the waiting, and how it grows. */
export const batch: Suite = {
  id: "batch",
  async run({ quick }) {
    const folder = await mkdtemp(join(tmpdir(), "seedkit-bench-"));
    try {
      return {
        title: "Images as code",
        method: `Each figure from a process of its own, the emulator in another (\`pixels: "plain"\`); median of the rounds named. The emulator counts a job from when its request arrives, and has answered 128 calls before; the start of the run counts: manifest read, plan made, ledger opened, and at the end the lock written. Reading and planning are those of \`batch check\`: manifest, lock and every file's stat. Warm: the hashes of files are remembered; cold: each file is read.`,
        tables: [await runs(folder, quick), await sizes(folder, quick), await memory(folder, quick)],
        measures: [],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function runs(folder: string, quick: boolean): Promise<Table> {
  const emulator = await startEmulator(jobMs);
  const rounds = quick ? 1 : 3;
  const ms: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ask = {
      folder: join(folder, `run-${round}`),
      entries: jobs,
      url: emulator.url,
      concurrency,
      size: "1K",
    };
    ms.push((await measure<{ ms: number }>("run", ask)).ms);
  }
  emulator.close();
  return {
    columns: [`${jobs} jobs of ${jobMs} ms at ${concurrency} at once`, "ideal, s", "ours, s", "of ideal"],
    rows: [
      [
        `sync transport, images saved, ${rounds} round(s)`,
        (idealMs / 1000).toFixed(1),
        (median(ms) / 1000).toFixed(2),
        `${(median(ms) / idealMs).toFixed(3)}x`,
      ],
    ],
  };
}

async function sizes(folder: string, quick: boolean): Promise<Table> {
  const rows: string[][] = [];
  let before: { entries: number; parse: number; plan: number } | undefined;
  for (const entries of quick ? [1000, 10_000] : [1000, 10_000, 100_000]) {
    const project = join(folder, `project-${entries}`);
    await measure("finished", { folder: project, entries });
    const parse = median((await measure<{ ms: number[] }>("parse", { entries, rounds: 3 })).ms);
    const planned = await measure<{ cold: number; ms: number[] }>("plan", { folder: project, rounds: 4 });
    const plan = median(planned.ms);
    const growth = before && entries / before.entries;
    rows.push([
      entries.toLocaleString("en"),
      `${(parse / 1000).toFixed(2)} s`,
      before && growth ? `${(parse / before.parse / growth).toFixed(2)}x` : "",
      `${(plan / 1000).toFixed(2)} s`,
      before && growth ? `${(plan / before.plan / growth).toFixed(2)}x` : "",
      `${(planned.cold / 1000).toFixed(2)} s`,
    ]);
    before = { entries, parse, plan };
  }
  return {
    columns: [
      "entries, all unchanged",
      "read",
      "growth per entry",
      "check, warm",
      "growth per entry",
      "check, cold",
    ],
    rows,
  };
}
