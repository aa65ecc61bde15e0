import { resultLifetimeMs, type Ticket } from "@seedkit/core";
import type { Queue } from "./create-queue.ts";
import type { Job, JobRecord, JobRequest } from "./job.ts";
import type { QueueHost } from "./queue-host.ts";
import type { LeftRecord } from "./records.ts";

/** A job of an earlier window that somebody has to decide on. */
export type Offer = {
  readonly request: JobRequest;
  /** Starts it as a new job, which costs, where it was not submitted before. Undefined where another window was quicker. */
  start(): Promise<Job | undefined>;
  /** Forgets it. */
  drop(): Promise<void>;
};

/** What windows that are gone left in a folder. */
export type TakenUp = {
  /** Submitted before: they are being fetched, free of charge. */
  readonly recovered: readonly Job[];
  /** Submitted, and cancelled then: `start` fetches them, free of charge. */
  readonly cancelled: readonly Offer[];
  /** Never sent. */
  readonly waiting: readonly Offer[];
  /** Cut off while it was sent: it may have been paid for, and there is nothing to fetch it by. */
  readonly unsure: readonly Offer[];
  /** Jobs of windows that live, or died only just now: to be looked at again. */
  readonly foreign: number;
};

// The service has long forgotten them, also those whose address was set to another one meanwhile.
const forgottenAfterMs = 24 * resultLifetimeMs;

/** Takes up what windows that are gone left. Each is told once in this window. */
export function createTakeUp(host: QueueHost, queue: Queue): () => Promise<TakenUp> {
  const { clock, records, log } = host;
  const offered = new Set<string>();

  /** Whoever works in its folder need not care for it any more. */
  const giveUp = async (record: JobRecord): Promise<void> => {
    try {
      const held = await host.hold?.(record);
      try {
        await held?.notes?.over();
      } finally {
        await held?.release();
      }
    } catch (error) {
      log(`${record.id}: that nobody wants it could not be written down: ${String(error)}`);
    }
  };

  const offer = (left: LeftRecord): Offer => {
    const { record } = left;
    const { id, request } = record;
    return {
      request,
      async start() {
        if (!(await records.claim(left))) return undefined;
        if (isSubmitted(record)) return queue.goOn(record);
        try {
          return queue.start(request);
        } finally {
          await records.remove(id);
        }
      },
      async drop() {
        if (!(await records.claim(left))) return;
        await records.remove(id);
        if (isSubmitted(record)) await giveUp(record);
      },
    };
  };

  return async () => {
    const { records: all, foreign } = await records.left();
    const recovered: Job[] = [];
    const offers: Record<"waiting" | "posting" | "cancelled", Offer[]> = {
      ...{ waiting: [], posting: [], cancelled: [] },
    };
    for (const left of all) {
      const { record } = left;
      if (isSubmitted(record) && record.cancelled) {
        if (clock.now() - record.ticket.submittedAt > resultLifetimeMs) {
          // Its window told that it may have cost something; there is nothing to fetch any more. Whoever works in its
          // folder still knows that it was sent.
          if (!(await records.claim(left))) continue;
          await records.remove(record.id);
        } else if (!offered.has(record.id)) {
          offered.add(record.id);
          offers.cancelled.push(offer(left));
        }
      } else if (isSubmitted(record)) {
        if (!(await records.claim(left))) continue;
        if (clock.now() - record.ticket.submittedAt > forgottenAfterMs) {
          log(`${record.id}: ${record.ticket.requestId} is too old to be fetched`);
          await records.remove(record.id);
        } else recovered.push(queue.goOn(record));
      } else if (record.state !== "submitted" && !offered.has(record.id)) {
        offered.add(record.id);
        offers[record.state].push(offer(left));
      }
    }
    return {
      recovered,
      cancelled: offers.cancelled,
      waiting: offers.waiting,
      unsure: offers.posting,
      foreign,
    };
  };
}

const isSubmitted = (record: JobRecord): record is JobRecord & { readonly ticket: Ticket } =>
  record.state === "submitted" && record.ticket !== undefined;
