// How other programs take a project folder, so that they and a run never pay for the same image.
export { type BookedCall, type CallBook, type KeptImages, openCallBook } from "../ledger/call-book.ts";
export type { ProcessIdentity } from "../ledger/process-identity.ts";
export { type RunLock, runningProcess, takeRunLock } from "../ledger/run-lock.ts";
export { makeStateFolder } from "../state-folder.ts";
