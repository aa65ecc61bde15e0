import type { Services } from "../services.ts";

export async function run({ jobs }: Services): Promise<void> {
  (await jobs()).cancelAll();
}
