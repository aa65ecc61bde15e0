/** The runner's wish to end: SIGINT, 7.5 s later SIGTERM, 2.5 s later the end. */
export type Cancel = {
  readonly signal: AbortSignal;
  /** Resolves `graceMs` after the first signal: what is not done by then is told as it stands. */
  readonly overdue: Promise<void>;
  dispose(): void;
};

type Signals = Pick<NodeJS.Process, "on" | "off">;

/** Listens for the first signal; a second one ends the process at once. */
export function listenForCancel(
  process: Signals,
  {
    graceMs,
    after,
    exit,
  }: {
    readonly graceMs: number;
    readonly after: (ms: number, work: () => void) => void;
    readonly exit: (code: number) => void;
  },
): Cancel {
  const controller = new AbortController();
  let resolve = () => {};
  const overdue = new Promise<void>((settle) => {
    resolve = settle;
  });
  const listen = () => {
    if (controller.signal.aborted) return exit(130);
    controller.abort();
    after(graceMs, () => resolve());
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, listen);
  return {
    signal: controller.signal,
    overdue,
    dispose() {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, listen);
    },
  };
}
