/** The version of what stands in Redis. Another version's jobs are refused. */
export const dataVersion = 1;

/** The names of what one project has in Redis. In braces: all of it lies on one node of a cluster. */
export type Names = {
  /** Of BullMQ's own keys. */
  readonly prefix: string;
  readonly queue: string;
  /** A hash: the run, its settings and its budget. */
  readonly run: string;
  /** A hash: when the next request may leave. */
  readonly rate: string;
  /** A list: what a worker said of a call that another had spoken of already. */
  readonly late: string;
  /** Held by the one process that hands out jobs. */
  readonly coordinator: string;
  job(id: string): string;
};

const allowed = /^[A-Za-z0-9._-]{1,80}$/;

/** @throws RangeError for a prefix that is no plain name */
export function namesOf(prefix: string): Names {
  if (!allowed.test(prefix)) {
    throw new RangeError(`The prefix "${prefix}" may have letters, digits, dots, dashes and underscores`);
  }
  const root = `{${prefix}}`;
  return {
    prefix: root,
    queue: "jobs",
    run: `${root}:run`,
    rate: `${root}:rate`,
    late: `${root}:late`,
    coordinator: `${root}:coordinator`,
    job: (id) => `${root}:jobs:${id}`,
  };
}

/** A job's id on the queue: the key of its call, and its entry. BullMQ allows no colon. */
export function jobIdOf(name: string): string {
  const at = name.indexOf(":");
  return `${name.slice(0, at)}.${encodeURIComponent(name.slice(at + 1))}`;
}
