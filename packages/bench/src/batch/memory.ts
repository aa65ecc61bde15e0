import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Table } from "../section.ts";
import { median } from "../statistics.ts";
import { measure, startEmulator } from "./children.ts";

const mebibyte = 1024 * 1024;
const transports = ["sync", "queued"] as const;

/** The first four carry the same number of bytes; the last two the same number of images. */
const loads = [
  [480, 1],
  [60, 8],
  [20, 24],
  [8, 64],
  [60, 1],
  [60, 24],
] as const;

/**
 * How far a run grows over its start, by the size of its images. What was read stays until the engine collects it,
 * some 64 MiB later, so runs that read less end before they are as large as they would become.
 */
export async function memory(folder: string, quick: boolean): Promise<Table> {
  const rounds = quick ? 1 : 3;
  const rows: string[][] = [];
  const first: number[] = [];
  for (const [entries, mebibytes] of loads) {
    const cells: string[] = [];
    for (const [column, transport] of transports.entries()) {
      const grown: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const emulator = await startEmulator(0, mebibytes * mebibyte);
        const project = join(folder, `memory-${mebibytes}-${entries}-${transport}`);
        const ask = { folder: project, entries, url: emulator.url, concurrency: 2, size: "1K", transport };
        grown.push((await measure<{ grownMiB: number }>("run", ask)).grownMiB);
        emulator.close();
        await rm(project, { recursive: true, force: true });
      }
      const peak = median(grown);
      first[column] ??= peak;
      cells.push(`${peak.toFixed(0)} MiB`, `${(peak / first[column]).toFixed(2)}x`);
    }
    rows.push([`${entries} images of ${mebibytes} MiB`, ...cells]);
  }
  return {
    columns: [
      `two at once, peak memory over start, median of ${rounds}`,
      ...transports.flatMap((transport) => [transport, "of the first"]),
    ],
    rows,
  };
}
