import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Names one process among all that ever ran on this machine. */
export type ProcessIdentity = {
  readonly pid: number;
  /** When it started, as the system counts; missing where the system does not tell. */
  readonly started?: string;
  readonly host: string;
};

/** This process. */
export function ownIdentity(): ProcessIdentity {
  const started = startOf(process.pid);
  return { pid: process.pid, host: hostname(), ...(started === undefined ? {} : { started }) };
}

/** Whether it still runs. A number that another process got since is not it. Another machine's is taken to run. */
export function isRunning({ pid, started, host }: ProcessIdentity): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  const now = startOf(pid);
  return now !== undefined && (started === undefined || now === started);
}

/** Field 22 of Linux's stat: clock ticks since the machine was started. Undefined for what has ended. */
function startOf(pid: number): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field, a name in brackets, may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [status] = fields;
    return status === "Z" || status === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
