import { type Cancel, listenForCancel } from "./cancel.ts";

// Outputs and summary are written within two seconds of a cancel, whatever hangs.
const graceMs = 1200;

/** Listens before anything large is loaded: a signal that nobody hears ends the process without a word. */
export const earlyCancel = (): Cancel =>
  listenForCancel(process, {
    graceMs,
    after: (ms, work) => void setTimeout(work, ms),
    exit: (code) => process.exit(code),
  });
