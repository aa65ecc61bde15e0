import { type ChildProcess, spawn } from "node:child_process";

const grace = 3000;

/** A process with everything it starts, ended as one. */
export interface ProcessGroup {
  readonly pid: number;
  /** All it has printed so far. */
  output(): string;
  /** Resolves with what the pattern captures as soon as the output has it; rejects when the process ends before. */
  said(pattern: RegExp): Promise<string>;
  /** Asks the group to end, and ends it after a grace of 3 s. */
  stop(): Promise<void>;
}

/** Starts a program in a process group of its own, which never outlives this process. */
export function startGroup(program: string, args: string[], env: NodeJS.ProcessEnv): ProcessGroup {
  const child = spawn(program, args, { detached: true, stdio: ["ignore", "pipe", "pipe"], env });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`cannot start ${program}`);
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const reap = () => signal(pid, "SIGKILL");
  process.once("exit", reap);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    pid,
    output: () => output,
    said(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const look = () => {
        const found = pattern.exec(output);
        if (found) resolve(found[1] ?? found[0]);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended before it said ${pattern}:\n${output}`)));
      return promise.finally(() => listeners.delete(look));
    },
    async stop() {
      if (isRunning(child)) {
        signal(pid, "SIGTERM");
        const timer = setTimeout(() => signal(pid, "SIGKILL"), grace);
        await ended;
        clearTimeout(timer);
      }
      // What it started may have stayed behind.
      reap();
      process.removeListener("exit", reap);
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // Nobody of the group is left.
  }
}
