import { setTimeout as pause } from "node:timers/promises";

/** Runs the work, keeps what it gives, and says by how many bytes the process's peak rose over its start. */
export async function peakGrowth(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  await pause(50);
  const start = process.memoryUsage().rss;
  const before = process.resourceUsage().maxRSS * 1024;
  const kept = await work();
  const peak = process.resourceUsage().maxRSS * 1024;
  if (kept === undefined) throw new Error("The work gave nothing to keep");
  if (peak <= before) throw new Error("The work stayed under an earlier peak: nothing can be said");
  return peak - start;
}
