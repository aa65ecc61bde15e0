import type { Assessment, ManifestText, WorkToDo } from "./assessment.ts";
import type { Assessor } from "./assessor.ts";
import type { RawFiles } from "./raw-files.ts";

/** What two threads say to one another. */
export type Port = {
  post(message: unknown): void;
  listen(hear: (message: unknown) => void): void;
};

type Task =
  | { readonly task: "assess"; readonly source: ManifestText }
  | { readonly task: "plan"; readonly source: ManifestText; readonly only?: readonly string[] }
  | { readonly task: "forget"; readonly manifest: string };
type FileCall = {
  readonly [Name in keyof RawFiles]: readonly [Name, ...Parameters<RawFiles[Name]>];
}[keyof RawFiles];

type ToWorker =
  | { readonly type: "task"; readonly id: number; readonly task: Task }
  | { readonly type: "file"; readonly call: number; readonly value?: unknown; readonly error?: string };
type FromWorker =
  | { readonly type: "done"; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly type: "ask"; readonly id: number; readonly call: number; readonly what: FileCall };

/** The side that has the files: an assessor whose work is done in the other thread. */
export function createRemoteAssessor(port: Port): Assessor & { fail(error: Error): void } {
  const waiting = new Map<number, { raw: RawFiles; settle: (value: unknown, error?: string) => void }>();
  let next = 0;
  port.listen((message) => {
    const said = message as FromWorker;
    const task = waiting.get(said.id);
    if (said.type === "done") {
      waiting.delete(said.id);
      task?.settle(said.value, said.error);
    } else if (task) {
      const answer = (rest: object) =>
        port.post({ type: "file", call: said.call, ...rest } satisfies ToWorker);
      askFiles(task.raw, said.what).then(
        (value) => answer({ value }),
        (error: unknown) => answer({ error: String(error) }),
      );
    }
  });
  const run = <Result>(task: Task, raw: RawFiles) =>
    new Promise<Result>((resolve, reject) => {
      const id = next++;
      const settle = (value: unknown, error?: string) =>
        error === undefined ? resolve(value as Result) : reject(new Error(error));
      waiting.set(id, { raw, settle });
      port.post({ type: "task", id, task } satisfies ToWorker);
    });
  return {
    assess: async (source, raw) =>
      JSON.parse(await run<string>({ task: "assess", source }, raw)) as Assessment,
    plan: (source, raw, only) => run<WorkToDo>({ task: "plan", source, ...(only && { only }) }, raw),
    forget: (manifest) =>
      port.post({ type: "task", id: next++, task: { task: "forget", manifest } } satisfies ToWorker),
    fail(error) {
      for (const { settle } of waiting.values()) settle(undefined, error.message);
      waiting.clear();
    },
  };
}

/**
 * The side that works. `openDisk`: opens a folder of this machine's disks, where there are any: else the other side is
 * asked for each file, and an editor that draws a large document is slow to answer.
 */
export function serveAssessor(port: Port, assessor: Assessor, openDisk?: (folder: string) => RawFiles): void {
  const asked = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let nextCall = 0;
  const filesOf = (id: number, task: Task): RawFiles => {
    const disk = "source" in task ? task.source.disk : undefined;
    if (openDisk && disk !== undefined) return openDisk(disk);
    const ask = <Result>(what: FileCall) =>
      new Promise<Result>((resolve, reject) => {
        const call = nextCall++;
        asked.set(call, { resolve, reject });
        port.post({ type: "ask", id, call, what } satisfies FromWorker);
      });
    return {
      list: (folder) => ask(["list", folder]),
      stats: (paths) => ask(["stats", paths]),
      read: (path) => ask(["read", path]),
      isInside: (path) => ask(["isInside", path]),
    };
  };
  port.listen((message) => {
    const said = message as ToWorker;
    if (said.type === "file") {
      const call = asked.get(said.call);
      asked.delete(said.call);
      if (said.error === undefined) call?.resolve(said.value as never);
      else call?.reject(new Error(said.error));
      return;
    }
    const done = (rest: object) => port.post({ type: "done", id: said.id, ...rest } satisfies FromWorker);
    perform(assessor, said.task, filesOf(said.id, said.task)).then(
      (value) => done({ value }),
      (error: unknown) =>
        done({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}

async function perform(assessor: Assessor, task: Task, raw: RawFiles): Promise<unknown> {
  // Ten thousand small objects cross faster as one text.
  if (task.task === "assess") return JSON.stringify(await assessor.assess(task.source, raw));
  if (task.task === "plan") return assessor.plan(task.source, raw, task.only);
  return assessor.forget(task.manifest);
}

function askFiles(raw: RawFiles, [name, argument]: FileCall): Promise<unknown> {
  return (raw[name] as (argument: unknown) => Promise<unknown>)(argument);
}
