import type { Ticket } from "@seedkit/core";
import type { Job, JobRecord, Jobs } from "./job.ts";
import { createLiveJob, type LiveJob, type NewJob } from "./live-job.ts";
import { prepareRequest, prepareSubmitted } from "./prepare-request.ts";
import type { QueueHost } from "./queue-host.ts";
import { runJob } from "./run-job.ts";
import { isSameCall } from "./same-place.ts";
import { createUnfetched } from "./unfetched.ts";

/** The queue with what only its own window does with it. */
export type Queue = Jobs & {
  /** Goes on with a job that an earlier window submitted. Its record is this window's already. */
  goOn(record: JobRecord & { readonly ticket: Ticket }): Job;
  /** The window closes: nothing is cancelled that another window can fetch. */
  close(): Promise<void>;
};

/** Makes the queue of a window. */
export function createQueue(host: QueueHost): Queue {
  const underWay = new Set<LiveJob>();
  const ended = new WeakMap<Job, LiveJob>();
  const unfetched = createUnfetched(host.clock);
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const retire = (job: LiveJob) => {
    underWay.delete(job);
    // Who cancelled wants another one, if any: but for an entry, which is one image however often it is asked for.
    const isWanted = !job.signal.aborted || job.request.target.kind === "entry";
    // Of a set that came in part the rest is fetched by who asks for that; the same request is a new set.
    if (job.fetchable && isWanted && !job.hasGiven) unfetched.add(job);
  };
  const begin = (given: NewJob): Job => {
    const job = createLiveJob(given, () => {
      if (job.phase === "ended") retire(job);
      changed();
    });
    underWay.add(job);
    ended.set(job, job);
    changed();
    void runJob(host, job);
    return job;
  };
  const goOn = ({ cancelled: _, ...record }: JobRecord & { readonly ticket: Ticket }): Job =>
    begin({
      record,
      ...prepareSubmitted(record.request, record.ticket),
      startedAt: record.ticket.submittedAt,
      recovered: true,
    });

  const fetchAgain = (job: Job): Job | undefined => {
    const live = ended.get(job);
    const ticket = live?.record.ticket;
    return live?.takeFetch() && ticket ? goOn({ ...live.record, ticket }) : undefined;
  };

  return {
    start(request) {
      // A second click waits for the first: one image can lie there.
      const same = [...underWay].find((job) => !job.signal.aborted && isSameCall(job.request, request));
      if (same) return same;
      const failed = unfetched.take(request);
      const fetching = failed && fetchAgain(failed);
      if (fetching) return fetching;
      const parts = prepareRequest(request);
      const createdAt = host.clock.now();
      const id = `${createdAt.toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
      const record: JobRecord = { version: 1, id, request, state: "waiting", createdAt };
      return begin({ record, ...parts, recovered: false });
    },
    willFetch: (request) => unfetched.has(request),
    list: () => [...underWay],
    cancelAll() {
      for (const job of [...underWay]) job.cancel();
    },
    fetchAgain,
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    goOn,
    async close() {
      const saving = [...underWay].filter(({ phase }) => phase === "saving");
      for (const job of underWay) job.abandon();
      await Promise.all(saving.map(({ outcome }) => outcome));
      await host.records.close();
    },
  };
}
