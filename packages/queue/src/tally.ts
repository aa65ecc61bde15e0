import type { AwayBench, JobResult } from "@seedkit/batch/elsewhere";

/** What a worker has done since it was started, for its metrics. */
export type Tally = {
  readonly jobs: ReadonlyMap<JobResult["status"], number>;
  /** Micro-dollars. */
  readonly spentMicros: number;
  readonly inFlight: number;
  /** Answers that said too many requests. */
  readonly rateLimited: number;
  /** How often a call has waited for the shared rate. */
  readonly rateWaits: number;
  waited(): void;
  enter(): () => void;
  end(result: JobResult): void;
  event: NonNullable<AwayBench["onEvent"]>;
};

export function createTally(): Tally {
  const jobs = new Map<JobResult["status"], number>();
  let spentMicros = 0;
  let inFlight = 0;
  let rateLimited = 0;
  let rateWaits = 0;
  return {
    jobs,
    get spentMicros() {
      return spentMicros;
    },
    get inFlight() {
      return inFlight;
    },
    get rateLimited() {
      return rateLimited;
    },
    get rateWaits() {
      return rateWaits;
    },
    waited() {
      rateWaits++;
    },
    enter() {
      inFlight++;
      return () => {
        inFlight--;
      };
    },
    end({ status, cost }) {
      jobs.set(status, (jobs.get(status) ?? 0) + 1);
      spentMicros += cost.micros;
    },
    event(event) {
      if (event.type !== "client" || event.event.type !== "retry") return;
      if (event.event.error.code === "rate_limited") rateLimited++;
    },
  };
}
