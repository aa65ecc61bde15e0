import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ClientId } from "./clients/client.ts";
import type { TaskName, Tasks } from "./tasks.ts";

type Reply<Answer> = { answer?: Answer; error?: string; ready?: true };

/** A process that drives one client and nothing else. */
export type Worker = {
  ask<Name extends TaskName>(task: Name, ask: Tasks[Name]["ask"]): Promise<Tasks[Name]["answer"]>;
  close(): void;
};

export async function startWorker(client: ClientId): Promise<Worker> {
  const child = start("worker.ts", [client], ["--expose-gc"]);
  await reply(child);
  return {
    async ask(task, ask) {
      child.send({ task, ...ask });
      const { answer, error } = await reply<Tasks[typeof task]["answer"]>(child);
      if (answer === undefined) throw new Error(`${client}, ${task}: ${error}`);
      return answer;
    },
    close: () => child.disconnect(),
  };
}

/** Runs one task in a process of its own. */
export async function once<Name extends TaskName>(client: ClientId, task: Name, ask: Tasks[Name]["ask"]) {
  const worker = await startWorker(client);
  try {
    return await worker.ask(task, ask);
  } finally {
    worker.close();
  }
}

/** The one server that every client talks to. */
export type Server = { readonly origin: string; readonly image: string; close(): void };

export async function startServer(): Promise<Server> {
  const child = start("server/main.ts", [], []);
  const { origin, image } = (await reply(child)) as unknown as { origin: string; image: string };
  return { origin, image, close: () => child.disconnect() };
}

function start(file: string, args: readonly string[], execArgv: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: [...execArgv] });
}

function reply<Answer>(child: ChildProcess): Promise<Reply<Answer>> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`The process ended with ${code}`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as Reply<Answer>);
    });
  });
}
