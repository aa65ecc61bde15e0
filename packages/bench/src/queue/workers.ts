import { type ChildProcess, fork } from "node:child_process";

/** Workers as processes of their own, once all are ready. They end with their channel. */
export function startWorkers(count: number, ask: object): Promise<ChildProcess[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const child = fork(new URL("./worker.ts", import.meta.url), [JSON.stringify(ask)]);
      await new Promise<void>((resolve, reject) => {
        child.once("message", () => resolve());
        child.once("exit", (code) => reject(new Error(`A worker ended with ${code}`)));
      });
      return child;
    }),
  );
}
