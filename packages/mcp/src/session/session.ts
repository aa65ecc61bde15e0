import {
  type Client,
  type Clock,
  createLimiter,
  type Limiter,
  type LooseInput,
  type Money,
  systemClock,
  type Ticket,
} from "@seedkit/core";
import type { FolderFiles } from "../files/folder-files.ts";
import type { HostAdvice } from "../tools/advice.ts";
import type { MadeImage } from "../tools/made-text.ts";
import { type Budget, createBudget } from "./budget.ts";
import { createOpenCalls, type OpenCalls } from "./open-calls.ts";

/** Keeps submitted requests until their images are saved, so that a process that dies loses nothing paid. */
export type TicketStore = {
  /** Called before anything else happens to the request; `output` as it was asked for. */
  note(
    ticket: Ticket,
    place: { readonly folder: string; readonly output: string | undefined; readonly most: number },
  ): void;
  drop(requestId: string): Promise<void>;
};

/** A call whose images are saved. */
export type SavedCall = {
  readonly model: string;
  /** The model's own fields, without references. */
  readonly input: LooseInput;
  /** Paths relative to the folder, and addresses, as they were given. */
  readonly references: readonly string[];
  readonly images: readonly MadeImage[];
  /** Of all of them. */
  readonly price: Money;
  readonly requestId: string | undefined;
  /** From the call to the last byte, in ms. */
  readonly tookMs: number;
};

/** Makes a picture small enough to travel inside an answer, or gives undefined where it cannot. */
export type Preview = (
  image: { readonly bytes: Uint8Array; readonly mediaType: string },
  maxBytes: number,
) => Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | undefined>;

export type SessionOptions = {
  readonly client: Client;
  readonly files: FolderFiles;
  /** Told to clients. */
  readonly version: string;
  /** Micro-dollars all calls of the session may cost together. @default 1_000_000 ($1.00) */
  readonly maxCost?: number | undefined;
  /** Images made at once; more wait. @default 2 */
  readonly concurrency?: number | undefined;
  /** The client draws test images: nothing is paid. @default false */
  readonly emulated?: boolean | undefined;
  /** @default none: a request is forgotten when the process dies */
  readonly tickets?: TicketStore | undefined;
  /** Hears of each call whose images are saved, before the client does: for a history. What it throws is logged. */
  readonly onSaved?: ((saved: SavedCall) => void | Promise<void>) | undefined;
  /** @default none: a picture over 1 MiB comes as a link to its file only */
  readonly preview?: Preview | undefined;
  /** What a model is told to do after a failure, where this host differs. @default a terminal with the CLI is at hand */
  readonly advice?: HostAdvice | undefined;
  /** Hears one line about each thing that went wrong. Not stdout: that belongs to the protocol. */
  readonly log?: ((line: string) => void) | undefined;
  readonly clock?: Clock | undefined;
};

/** What all calls of one session share. */
export type Session = SessionOptions & {
  readonly clock: Clock;
  readonly budget: Budget;
  readonly limiter: Limiter;
  readonly openCalls: OpenCalls;
  /** Calls under way, saving included. */
  readonly active: Set<Promise<unknown>>;
  /** What could not be told, because the call was cancelled; the next answer tells it. */
  readonly untold: string[];
  log(line: string): void;
};

/** Opens a session. One cap, one limit and one memory for every connection that it serves. */
export function createSession(options: SessionOptions): Session {
  const { maxCost = 1_000_000, concurrency = 2, clock = systemClock, log = () => {} } = options;
  return {
    ...options,
    clock,
    log,
    budget: createBudget(maxCost),
    limiter: createLimiter({ concurrency, clock }),
    openCalls: createOpenCalls(),
    active: new Set(),
    untold: [],
  };
}
