import type { InHostFailure, InHostMessage } from "./messages.ts";

export interface InHostResult {
  /** The test's groups and its name. */
  path: string[];
  /** ms */
  duration: number;
  error?: Error;
}

export interface InHostReport {
  tests: InHostResult[];
  /** What went wrong outside of tests: a file that cannot be loaded, a hook at the end, a time-out. */
  error?: Error;
  /** The console of the extension host. */
  console: string[];
}

/** Puts together what the runner tells, message by message. */
export function createReport(toError: (failure: InHostFailure) => Error) {
  const tests: InHostResult[] = [];
  let running: string[] | undefined;
  let error: Error | undefined;
  return {
    take(message: InHostMessage): void {
      running = message.type === "started" ? message.path : undefined;
      if (message.type === "ended") {
        const { path, duration, failure } = message;
        tests.push({ path, duration, ...(failure ? { error: toError(failure) } : {}) });
      }
      if (message.type === "done" && message.failure) error = toError(message.failure);
    },
    /** @param why what ended the run before it was done */
    finish(console: string[], why?: string): InHostReport {
      if (why) {
        const during = running ? ` while "${running.join(" > ")}" ran` : "";
        error = new Error(`${why}${during}\n${lastWords(console)}`);
        if (running) tests.push({ path: running, duration: 0, error });
      }
      return { tests, console, ...(error ? { error } : {}) };
    },
  };
}

function lastWords(console: string[]): string {
  return console
    .slice(-20)
    .map((line) => line.slice(0, 1000))
    .join("\n");
}
