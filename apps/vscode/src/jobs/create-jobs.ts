import type { Jobs } from "../core/jobs/job.ts";
import type { Services } from "../services.ts";

export async function createJobs(_services: Services): Promise<Jobs> {
  throw new Error("not yet");
}
