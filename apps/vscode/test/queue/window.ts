import { type Clock, createClient, type Limiter } from "@seedkit/core";
import type { EmulatorScope } from "@seedkit/emulator";
import { createQueue, type Queue } from "../../src/core/jobs/create-queue.ts";
import type { JobRequest } from "../../src/core/jobs/job.ts";
import { createTakeUp, type TakenUp } from "../../src/core/jobs/left.ts";
import type { QueueHost } from "../../src/core/jobs/queue-host.ts";
import { createRecords } from "../../src/core/jobs/records.ts";
import { createSlots } from "../../src/core/jobs/slots.ts";
import { type Disk, recordFilesOn } from "./disk.ts";

export const key = "sk-window-key-0123456789";

export type WindowOptions = {
  readonly name: string;
  readonly disk: Disk;
  readonly service: EmulatorScope;
  readonly clock: Clock;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly hold?: QueueHost["hold"];
  /** @default to the disk, under free names */
  readonly save?: QueueHost["save"];
  /** The window dies once so many steps (changes on disk, answers to a post) are done. @default never */
  readonly stepsToLive?: number;
};

/** A window without an editor: the real queue, client and records, which may die at any step. */
export type TestWindow = {
  readonly queue: Queue;
  readonly slots: QueueHost["slots"];
  readonly log: readonly string[];
  takeUp(): Promise<TakenUp>;
  die(): void;
  /** Resolves when it died. */
  readonly dead: Promise<void>;
  steps(): number;
};

export function createWindow(options: WindowOptions): TestWindow {
  const {
    name,
    disk,
    service,
    concurrency = 4,
    timeoutMs = 300_000,
    stepsToLive = Number.POSITIVE_INFINITY,
  } = options;
  let steps = 0;
  let living = true;
  let ended = () => {};
  const dead = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const die = () => {
    living = false;
    ended();
  };
  const never = new Promise<never>(() => {});
  const count = () => {
    if (living && ++steps >= stepsToLive) die();
  };
  /** Nothing goes on in a window that is dead: what it waits for never comes. */
  const whileAlive = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (!living) return never;
    const result = await work();
    return living ? result : never;
  };
  const change = <T>(work: () => T) =>
    whileAlive(() => {
      const result = work();
      count();
      return result;
    });

  const clock: Clock = {
    now: options.clock.now,
    after: (ms, callback) => options.clock.after(ms, () => (living ? callback() : undefined)),
  };
  const slots = createSlots(clock, concurrency);
  const limiter: Limiter = { ...slots, enter: async () => () => {} };
  const fetchHere: typeof fetch = (input, init) =>
    whileAlive(async () => {
      const answer = await service.fetch(input, init);
      if (init?.method === "POST") count();
      return answer;
    });
  const client = createClient({
    apiKey: key,
    baseUrl: service.url,
    fetch: fetchHere,
    clock,
    limiter,
    random: () => 0.5,
  });
  const log: string[] = [];
  const host: QueueHost = {
    clock,
    slots,
    records: createRecords(recordFilesOn(disk, change), clock, name),
    connect: async () => client,
    read: async (uri) => {
      const bytes = disk.files.get(uri);
      if (!bytes) throw new Error(`no such file: ${uri}`);
      return bytes;
    },
    async save(request, { images }, { willWrite }) {
      const saved = [];
      for (const [index, { bytes, width, height, mediaType }] of images.entries()) {
        const uri = freeName(disk, request);
        await willWrite(index, uri);
        await change(() => disk.files.set(uri, bytes));
        saved.push({
          uri,
          width,
          height,
          mediaType,
          model: request.model,
          prompt: String(request.input.prompt),
        });
      }
      return { images: saved };
    },
    ...(options.hold && { hold: options.hold }),
    ...(options.save && { save: options.save }),
    timeoutMs: () => timeoutMs,
    log: (line) => log.push(line),
  };
  const queue = createQueue(host);
  return { queue, slots, log, takeUp: createTakeUp(host, queue), die, dead, steps: () => steps };
}

function freeName({ files }: Disk, { title }: JobRequest): string {
  for (let number = 1; ; number++) {
    const uri = `memory:/${title}-${number}.jpg`;
    if (!files.has(uri)) return uri;
  }
}

/** A job for a picture. */
export const requestFor = (title: string, input: JobRequest["input"] = {}): JobRequest => ({
  title,
  model: "seedream-4.5",
  input: { prompt: `a ${title}`, ...input },
  references: [],
  target: { kind: "folder", folder: "memory:/", name: "{prompt}" },
});
