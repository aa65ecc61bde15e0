import type { ChildProcess } from "node:child_process";
import type { SentSignal } from "../workflow-run.ts";
import { killGroup } from "./process-groups.ts";

/** How long the runner waits after each signal, ms. */
export const graces = { SIGINT: 7500, SIGTERM: 2500 } as const;

/** The signals sent so far, and how to stop sending more. */
export type Stopping = { readonly signals: readonly SentSignal[]; readonly startedAt: number; end(): void };

/** The runner's way to end a step: SIGINT, 7.5 s, SIGTERM, 2.5 s, then the whole group is killed. */
export function stopProcess(child: ChildProcess, graceScale: number): Stopping {
  const startedAt = performance.now();
  const signals: SentSignal[] = [];
  const note = (signal: NodeJS.Signals) =>
    signals.push({ signal, afterMs: Math.round(performance.now() - startedAt) });
  let timer: NodeJS.Timeout | undefined;
  const send = (signal: "SIGINT" | "SIGTERM", then: () => void) => {
    note(signal);
    child.kill(signal);
    timer = setTimeout(then, graces[signal] * graceScale);
  };
  const kill = () => {
    note("SIGKILL");
    if (child.pid !== undefined) killGroup(child.pid);
  };
  send("SIGINT", () => send("SIGTERM", kill));
  return { signals, startedAt, end: () => clearTimeout(timer) };
}
