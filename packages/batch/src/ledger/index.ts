export { type Ledger, type LedgerOptions, type NewRecord, openLedger } from "./open-ledger.ts";
export type { JobRecord, LedgerRecord, LedgerRecordType, MadeFrom, RunRecord } from "./record.ts";
export { type RunLock, runningProcess, takeRunLock } from "./run-lock.ts";
export { condensed, isFree, type JobState, type LedgerState } from "./state.ts";
