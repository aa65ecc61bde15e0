import type { Emulator } from "@seedkit/emulator";

/** Waits for something that is bound to happen; the suite's own limit ends it. */
export async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The posts that may cost something, as the service saw them. */
export const posts = ({ journal }: Emulator) =>
  journal.requests.filter(({ method, path }) => method === "POST" && /^\/v[12]\//.test(path));

/** The most of these times that lie in any window of so many ms. */
export function most(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let from = 0;
  let highest = 0;
  for (const [to, time] of sorted.entries()) {
    while (time - (sorted[from] ?? 0) >= ms) from++;
    highest = Math.max(highest, to - from + 1);
  }
  return highest;
}
