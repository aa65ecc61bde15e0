import { spawn } from "node:child_process";
import { createLineSplitter } from "../log/line-splitter.ts";
import type { SentSignal } from "../workflow-run.ts";
import { forgetEmptyGroup, rememberGroup } from "./process-groups.ts";
import { type Stopping, stopProcess } from "./stop-process.ts";

// The runner waits so long for output that a process left in the background still holds open.
const outputGrace = 5000;

export type ProcessOptions = {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Called with each line of both streams. */
  readonly onLine: (line: string) => void;
  /** Stops the process with the runner's signals. */
  readonly cancel: AbortSignal;
  readonly graceScale: number;
};

export type ProcessEnd = {
  /** Absent where a signal ended the process or it could not start. */
  readonly exitCode?: number;
  /** Why it could not start. */
  readonly problem?: string;
  readonly signals: readonly SentSignal[];
  readonly stoppedAfterMs?: number;
  /** Its process group, which may outlive it. */
  readonly group?: number;
};

/** Runs one process in a group of its own until it ends. Never rejects. */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  try {
    return await follow(start(options), options);
  } catch (error) {
    // Some problems are thrown at once, such as a variable over 128 KiB.
    return { problem: error instanceof Error ? error.message : String(error), signals: [] };
  }
}

function start({ file, args, cwd, env }: ProcessOptions) {
  return spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
}

function follow(child: ReturnType<typeof start>, options: ProcessOptions): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    const { pid } = child;
    if (pid !== undefined) rememberGroup(pid);
    const splitters = [child.stdout, child.stderr].map((stream) => {
      const splitter = createLineSplitter(options.onLine);
      stream.on("data", splitter.write);
      return splitter;
    });
    let stopping: Stopping | undefined;
    const stop = () => {
      stopping ??= stopProcess(child, options.graceScale);
    };
    if (options.cancel.aborted) stop();
    else options.cancel.addEventListener("abort", stop, { once: true });

    let ended = false;
    const end = (exitCode: number | null, stoppedAfterMs: number | undefined, problem?: string) => {
      if (ended) return;
      ended = true;
      for (const splitter of splitters) splitter.end();
      child.stdout.destroy();
      child.stderr.destroy();
      if (pid !== undefined) forgetEmptyGroup(pid);
      resolve({
        signals: stopping?.signals ?? [],
        ...(exitCode === null ? {} : { exitCode }),
        ...(problem === undefined ? {} : { problem }),
        ...(stoppedAfterMs === undefined ? {} : { stoppedAfterMs }),
        ...(pid === undefined ? {} : { group: pid }),
      });
    };
    child.on("error", (error) => end(null, undefined, error.message));
    child.on("exit", (exitCode) => {
      options.cancel.removeEventListener("abort", stop);
      stopping?.end();
      const stoppedAfterMs = stopping && Math.round(performance.now() - stopping.startedAt);
      const patience = setTimeout(() => end(exitCode, stoppedAfterMs), outputGrace);
      child.on("close", () => {
        clearTimeout(patience);
        end(exitCode, stoppedAfterMs);
      });
    });
  });
}
