// What `@seedkit/queue` makes calls of a run with, on other machines. Not for anyone else: it changes with it.

export type { Job } from "../key/job.ts";
export type { JobState, Ledger, LedgerState, NewRecord } from "../ledger/index.ts";
export { applyRecord, emptyState } from "../ledger/state.ts";
export { queueMarkOf, readQueueMark } from "../queue-mark.ts";
export type { AwayJob, AwayOutcome, AwayRun, Elsewhere } from "../run/elsewhere.ts";
export {
  type AwayBench,
  type AwaySettings,
  notSent,
  type Performed,
  performAway,
} from "../run/perform-away.ts";
export type { JobResult } from "../run/result.ts";
