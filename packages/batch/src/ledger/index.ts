export { type Ledger, type NewRecord, openLedger } from "./open-ledger.ts";
export type { LedgerRecord } from "./record.ts";
export { runningProcess, takeRunLock } from "./run-lock.ts";
export { condensed, isFree, type JobState, type LedgerState } from "./state.ts";
