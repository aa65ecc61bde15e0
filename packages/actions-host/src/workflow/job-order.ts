import type { Job } from "./workflow.ts";

/** The ids of the jobs that a job waits for. */
export function needsOf(job: Job): readonly string[] {
  return typeof job.needs === "string" ? [job.needs] : (job.needs ?? []);
}

/** Every job after those it needs, otherwise in the order of the file. GitHub's parser refused cycles. */
export function inOrder(jobs: Readonly<Record<string, Job>>): [id: string, job: Job][] {
  const ordered = new Map<string, Job>();
  const add = (id: string) => {
    const job = jobs[id];
    if (job === undefined || ordered.has(id)) return;
    for (const needed of needsOf(job)) add(needed);
    ordered.set(id, job);
  };
  for (const id of Object.keys(jobs)) add(id);
  return [...ordered];
}
