import type { Host } from "../host.ts";

export type Interrupts = {
  /** No new job starts. */
  readonly drain: AbortSignal;
  /** What runs is aborted, too. */
  readonly abort: AbortSignal;
  dispose(): void;
};

/** The two steps of Ctrl-C: the first lets what runs be finished, the second aborts it, a third just ends. */
export function listenForInterrupts(host: Host, say: (text: string) => void): Interrupts {
  const drain = new AbortController();
  const abort = new AbortController();
  const dispose = host.onInterrupt(() => {
    if (abort.signal.aborted) host.exit(130);
    else if (drain.signal.aborted) {
      say("Aborting. The next run fetches what was submitted, without paying again.");
      abort.abort();
    } else {
      say("Finishing what runs; nothing new is started. Ctrl-C again aborts.");
      drain.abort();
    }
  });
  return { drain: drain.signal, abort: abort.signal, dispose };
}
