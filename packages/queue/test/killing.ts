import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { createProject } from "./project.ts";
import { kill } from "./redis.ts";

type Project = Awaited<ReturnType<typeof createProject>>;

export type Killing = {
  killed(): number;
  /** Kills nobody more, once those that start have started. */
  stop(): Promise<void>;
};

/** Workers of which one dies each second, in turn, without a warning; another takes its place at once. */
export async function killOneEachSecond(
  project: Project,
  { count, concurrency }: { readonly count: number; readonly concurrency: number },
): Promise<Killing> {
  const start = (at: number) => project.work(`w${at}`, { concurrency, lockMs: 2000 });
  const workers = new Map<number, ChildProcess>();
  const starting = new Set<Promise<unknown>>();
  const hire = (at: number) => {
    const hired = start(at).then((worker) => workers.set(at, worker));
    starting.add(hired);
    void hired.finally(() => starting.delete(hired));
    return hired;
  };
  await Promise.all(Array.from({ length: count }, (_, at) => hire(at)));
  let killed = 0;
  let isOver = false;
  const killing = (async () => {
    // By the clock, not a second after the last: how long a death or a start takes puts no second off.
    for (let due = performance.now() + 1000; !isOver; due += 1000) {
      await wait(Math.max(0, due - performance.now()));
      // The one that has lived the longest; on a slow machine not the last one there is.
      const [next] = workers;
      if (!next || workers.size < 2 || isOver) continue;
      const [at, victim] = next;
      workers.delete(at);
      await kill(victim, "SIGKILL");
      killed++;
      void hire(at);
    }
  })();
  return {
    killed: () => killed,
    async stop() {
      isOver = true;
      await killing;
      await Promise.all(starting);
    },
  };
}
