import type { CostEstimate } from "@seedkit/core";
import type { Job, JobOutcome, JobPhase, JobRecord, JobState } from "./job.ts";

/** A job with the parts that only the queue turns. */
export type LiveJob = Job & {
  readonly signal: AbortSignal;
  record: JobRecord;
  /** Ends it without a trace on disk: the window closes, and the next one takes over. */
  abandon(): void;
  readonly abandoned: boolean;
  /** It ended, and at least one image came of it. */
  readonly hasGiven: boolean;
  enter(phase: JobPhase, now: number): void;
  end(outcome: JobOutcome, fetchable: boolean): void;
  /** True once for a job that is `fetchable`: two clicks do not fetch twice. */
  takeFetch(): boolean;
};

export type NewJob = {
  readonly record: JobRecord;
  readonly cost: CostEstimate;
  readonly images: number;
  readonly typicalMs: number;
  readonly recovered: boolean;
  /** Milliseconds since 1970, of one that was started in an earlier window. */
  readonly startedAt?: number;
};

/** Makes a job that tells of its changes. */
export function createLiveJob(
  { startedAt: startedBefore, record, ...given }: NewJob,
  changed: () => void,
): LiveJob {
  const controller = new AbortController();
  let resolve: (outcome: JobOutcome) => void = () => {};
  const outcome = new Promise<JobOutcome>((settle) => {
    resolve = settle;
  });
  let phase: JobPhase = "waiting";
  let startedAt = startedBefore;
  let failed = false;
  let fetchable = false;
  let abandoned = false;
  let hasGiven = false;
  const { id, request } = record;
  return {
    id,
    request,
    record,
    ...given,
    outcome,
    signal: controller.signal,
    get state() {
      return stateOf(phase, failed);
    },
    get phase() {
      return phase;
    },
    get startedAt() {
      return startedAt;
    },
    get fetchable() {
      return fetchable;
    },
    get hasGiven() {
      return hasGiven;
    },
    get abandoned() {
      return abandoned;
    },
    cancel() {
      // What is paid for and here is saved, whatever was clicked meanwhile.
      if (phase !== "saving" && phase !== "ended") controller.abort();
    },
    abandon() {
      abandoned = true;
      controller.abort();
    },
    enter(next, now) {
      if (phase === next || phase === "ended") return;
      phase = next;
      startedAt ??= next === "waiting" ? undefined : now;
      changed();
    },
    takeFetch() {
      const may = fetchable;
      fetchable = false;
      return may;
    },
    end(ended, mayFetch) {
      phase = "ended";
      hasGiven = ended.images.length > 0;
      failed = ended.error !== undefined;
      fetchable = mayFetch;
      resolve(ended);
      changed();
    },
  };
}

function stateOf(phase: JobPhase, failed: boolean): JobState {
  if (phase === "waiting" || phase === "saving") return phase;
  if (phase === "ended") return failed ? "failed" : "done";
  return "running";
}
