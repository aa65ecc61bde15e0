import type { PlannedEntry } from "@seedkit/batch/manifest";

/** Whether two plans send the same calls at the same price: who agreed to one agreed to the other. */
export const isSamePlan = (one: readonly PlannedEntry[], other: readonly PlannedEntry[]): boolean =>
  JSON.stringify(one.map(sent)) === JSON.stringify(other.map(sent));

/** What is made of an entry: by its key, which names all that a call depends on. */
const sent = ({ entry, jobs, reusable, cost }: PlannedEntry) => [
  entry.id,
  jobs.map(({ key, index }) => [key, index]),
  reusable.map(({ job }) => job.index),
  entry.outputs,
  cost.max.micros,
];
